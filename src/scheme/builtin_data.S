/* Files of data/ inside the program. Assembled by a custom target in meson.build, because only
   there is it known that the object depends on the files (an ordinary source with .incbin is not
   rebuilt when they change). */
	.section .rodata, "a"

	.macro embed name, file
	.globl \name
	.hidden \name
	.globl \name\()_end
	.hidden \name\()_end
	.balign 16
\name:
	.incbin "\file"
\name\()_end:
	.byte 0
	.endm

	embed qipan_builtin_codebook, "codebook-ai-highland.yaml"
	embed qipan_builtin_codebook_meta, "codebook-ai-highland.meta.yaml"
	embed qipan_builtin_gazetteer, "regions-china.tsv"

	/* without this note the linker makes the stack executable */
	.section .note.GNU-stack, "", %progbits
