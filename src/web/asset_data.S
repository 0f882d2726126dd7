/* The built page inside the program. Assembled by a custom target, which knows that the object
   depends on the files (see src/scheme/builtin_data.S). */
	.section .rodata, "a"

	.macro embed name, file
	.globl qipan_web_\name
	.hidden qipan_web_\name
	.globl qipan_web_\name\()_end
	.hidden qipan_web_\name\()_end
	.balign 16
qipan_web_\name:
	.incbin "\file"
qipan_web_\name\()_end:
	.byte 0
	.endm

	embed index, "index.html"
	embed js, "page.js"
	embed js_gz, "page.js.gz"
	embed css, "page.css"
	embed css_gz, "page.css.gz"
	embed icon, "icon.svg"

	.section .note.GNU-stack, "", %progbits
