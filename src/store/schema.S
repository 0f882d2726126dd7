/* schema.sql as bytes, closed by a NUL: migrate.c runs it. */
	.section .rodata
	.globl qipan_schema
	.hidden qipan_schema
qipan_schema:
	.incbin "schema.sql"
	.byte 0
	.section .note.GNU-stack, "", %progbits
