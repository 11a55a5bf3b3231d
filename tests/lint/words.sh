#!/bin/sh
# words.sh - functions that no file of src/ may call, and those that only one place may.
set -eu
cd "$(dirname "$0")/../.."
awk '
# Code alone: comments and the inside of quotes are blanked.
function code(s,    out, c, i, q) {
	out = ""; q = ""
	for (i = 1; i <= length(s); i++) {
		c = substr(s, i, 1)
		if (comment) { if (substr(s, i, 2) == "*/") { comment = 0; i++ } continue }
		if (q != "") { if (c == "\\") i++; else if (c == q) { q = ""; out = out c } continue }
		if (substr(s, i, 2) == "/*") { comment = 1; i++; continue }
		if (substr(s, i, 2) == "//") break
		if (c == "\"" || c == "\047") q = c
		out = out c
	}
	return out
}
function ban(words, why,    n, w, i) {
	n = split(words, w, " ")
	for (i = 1; i <= n; i++)
		if (match(line, "(^|[^A-Za-z0-9_>.])" w[i] "[ ]*\\("))
			{ print FILENAME ":" FNR ": " w[i] ": " why; bad = 1 }
}
FNR == 1 { comment = 0 }
{
	line = code($0)
	ban("strcpy strncpy strcat strncat strtok strtok_r sprintf vsprintf gets atoi atol atof alloca", "banned; see str.h")
	ban("localtime localtime_r ctime asctime mktime setlocale rand srand random", "the output must not depend on it")
	if (FILENAME != "src/main.c" && FILENAME !~ /^src\/base\/os_/)
		ban("printf fprintf vprintf vfprintf puts fputs putchar putc fputc perror", "only main.c prints")
	if (FILENAME !~ /^src\/base\//)
		ban("malloc calloc realloc free strdup", "memory comes from an arena")
	if (FILENAME !~ /^src\/base\/os_/)
		ban("open openat read write rename unlink mkdir fopen getenv time clock_gettime exit abort _exit system popen fork connect", "the machine stands behind os.h")
	if (FILENAME != "src/net/web.c") ban("socket", "the network is for zhbook-net")
}
END { exit bad }
' src/main.c src/*/*.c
