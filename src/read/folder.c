#include "read/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

struct walk {
	struct job *job;
	struct arena *study;
	const char *root;
	size_t root_length; /* with its final slash */
	struct folder_files *files;
	struct problems *problems;
	size_t hidden_count;
	const char *hidden_first;
};

static struct slice place_of(struct walk *walk, const char *path)
{
	return path_text(walk->study, slice_from(path));
}

static void add_file(struct walk *walk, const char *path, const struct file_state *state)
{
	struct folder_files *files = walk->files;
	files->at = arena_grow(walk->study, files->at, files->count, &files->capacity,
			       files->count + 1, sizeof *files->at);
	files->at[files->count++] = (struct folder_file){path, slice_from(path + walk->root_length),
							 state->identity, state->bytes};
}

static void pass_over(struct walk *walk, const char *path, const char *what)
{
	problem_warning(walk->study, walk->problems, place_of(walk, path), 0, "%s", what);
}

static void visit_link(struct walk *walk, const char *path)
{
	struct file_state target;
	if (!file_look(path, true, &target))
		pass_over(walk, path, "is a link to nothing: it was passed over");
	else if (target.is_folder)
		pass_over(
			walk, path,
			"is a link to a folder, which is not followed: name the folder to add it");
	else if (!target.is_regular)
		pass_over(walk, path, "is no regular file: it was passed over");
	else if (!file_is_below(path, walk->root))
		pass_over(walk, path,
			  "is a link to a file outside the folder: name the file to add it");
	else
		add_file(walk, path, &target);
}

static enum status visit_folder(struct walk *walk, const char *folder, unsigned depth,
				struct error *error);

static enum status visit(struct walk *walk, const char *path, unsigned depth, struct error *error)
{
	struct file_state state;
	if (strlen(path) > LIMIT_PATH_BYTES) {
		problem_error(walk->study, walk->problems, place_of(walk, walk->root), 0,
			      "holds a path longer than the limit PATH_BYTES (%d): shorten it",
			      LIMIT_PATH_BYTES);
		return STATUS_OK;
	}
	if (!file_look(path, false, &state))
		problem_error(walk->study, walk->problems, place_of(walk, path), 0,
			      "cannot be looked at: %s", strerror(errno));
	else if (state.is_link)
		visit_link(walk, path);
	else if (state.is_folder && depth == LIMIT_FOLDER_DEPTH)
		problem_error(walk->study, walk->problems, place_of(walk, path), 0,
			      "lies deeper than the limit FOLDER_DEPTH (%d): add it by itself",
			      LIMIT_FOLDER_DEPTH);
	else if (state.is_folder)
		return visit_folder(walk, path, depth + 1, error);
	else if (state.is_regular)
		add_file(walk, path, &state);
	else
		pass_over(walk, path, "is no regular file: it was passed over");
	return STATUS_OK;
}

static enum status visit_entries(struct walk *walk, DIR *open, const char *folder, unsigned depth,
				 struct error *error)
{
	const char *slash = folder[strlen(folder) - 1] == '/' ? "" : "/";
	for (struct dirent *entry; (entry = readdir(open)) != NULL;) {
		const char *name = entry->d_name;
		TRY(job_check(walk->job, error));
		if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
			continue;
		const char *path = arena_printf(walk->study, "%s%s%s", folder, slash, name);
		if (name[0] == '.') {
			/* The system's order is not ours: keep the first by bytes. */
			if (walk->hidden_first == NULL || strcmp(path, walk->hidden_first) < 0)
				walk->hidden_first = path;
			walk->hidden_count++;
			continue;
		}
		TRY(visit(walk, path, depth, error));
	}
	return STATUS_OK;
}

static enum status visit_folder(struct walk *walk, const char *folder, unsigned depth,
				struct error *error)
{
	DIR *open = opendir(folder);
	if (open == NULL && depth == 1) {
		error_set(error, STATUS_IO, "cannot be opened: %s", strerror(errno));
		return error_at(error, place_of(walk, folder).at, 0, 0);
	}
	if (open == NULL) {
		problem_error(walk->study, walk->problems, place_of(walk, folder), 0,
			      "cannot be opened: %s", strerror(errno));
		return STATUS_OK;
	}
	enum status status = visit_entries(walk, open, folder, depth, error);
	closedir(open);
	return status;
}

static int by_path(const void *a, const void *b)
{
	const struct folder_file *left = a, *right = b;
	return strcmp(left->path, right->path);
}

static int by_place(const void *a, const void *b)
{
	const struct problem *left = a, *right = b;
	int order = slice_compare(left->place, right->place);
	return order != 0 ? order : slice_compare(left->what, right->what);
}

enum status folder_walk(struct job *job, struct arena *study, const char *folder,
			struct folder_files *files, struct problems *problems, struct error *error)
{
	size_t length = strlen(folder), first_file = files->count, first_problem = problems->count;
	struct walk walk = {.job = job,
			    .study = study,
			    .root = folder,
			    .root_length = length + (folder[length - 1] != '/'),
			    .files = files,
			    .problems = problems};
	TRY(visit_folder(&walk, folder, 1, error));
	if (walk.hidden_count > 0)
		problem_warning(study, problems, path_text(study, slice_from(folder)), 0,
				"%zu hidden files or folders were passed over (%s is the first)",
				walk.hidden_count, place_of(&walk, walk.hidden_first).at);
	/* The order of readdir differs between machines. */
	if (files->count > first_file)
		qsort(files->at + first_file, files->count - first_file, sizeof *files->at,
		      by_path);
	if (problems->count > first_problem)
		qsort(problems->at + first_problem, problems->count - first_problem,
		      sizeof *problems->at, by_place);
	return STATUS_OK;
}
