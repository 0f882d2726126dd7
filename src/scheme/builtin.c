#include "scheme/builtin.h"

/* Labels in builtin_data.S: the first byte, and the one after the last. */
extern const char qipan_builtin_codebook[], qipan_builtin_codebook_end[];
extern const char qipan_builtin_codebook_meta[], qipan_builtin_codebook_meta_end[];
extern const char qipan_builtin_gazetteer[], qipan_builtin_gazetteer_end[];

static struct slice between(const char *start, const char *end)
{
	return (struct slice){start, (size_t)(end - start)};
}

struct slice builtin_codebook(void)
{
	return between(qipan_builtin_codebook, qipan_builtin_codebook_end);
}

struct slice builtin_codebook_meta(void)
{
	return between(qipan_builtin_codebook_meta, qipan_builtin_codebook_meta_end);
}

struct slice builtin_gazetteer(void)
{
	return between(qipan_builtin_gazetteer, qipan_builtin_gazetteer_end);
}
