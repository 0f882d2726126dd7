#include "measure/complement.h"

double complement_part(const struct complement_input *input, size_t from, size_t to, size_t column)
{
	size_t offer = from * input->column_count + column;
	if (input->needs[to * input->column_count + column] == 0 || input->sentences[offer] == 0 ||
	    !(input->strength[offer] > 0))
		return 0;
	return input->strength[offer];
}

double complement_of(const struct complement_input *input, size_t from, size_t to)
{
	double sum = 0;
	for (size_t column = 0; column < input->column_count; column++)
		sum += complement_part(input, from, to, column);
	return sum;
}
