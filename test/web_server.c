/* The web server of web_server.h as a program: prints its port, then each path that is asked, until
 * a line or the end of its input comes. */
#include "web_server.h"

int main(int count, char **words)
{
	static struct web_server server;
	web_start(&server);
	server.echo = true;
	server.delay_ms = count > 1 ? (unsigned)strtoul(words[1], NULL, 10) : 0;
	printf("%u\n", server.port);
	fflush(stdout);
	for (int c; (c = getchar()) != EOF;) {
		if (c == '\n')
			break;
		/* "+": the next edition of every plan */
		pthread_mutex_lock(&server.lock);
		server.version += c == '+';
		pthread_mutex_unlock(&server.lock);
	}
	web_stop(&server);
	return 0;
}
