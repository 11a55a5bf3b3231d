#!/usr/bin/awk -f
# cov.awk - gcov's reports on src/, as one line a file, least covered first, and a sum.
/^File / { file = $2; gsub("'", "", file) }
/^Lines executed:/ && file ~ /^src\// {
	split($0, part, /[:%]| of /)
	printf "%6.2f%% of %5d  %s\n", part[2], part[4], file | "sort -n"
	hit += part[2] * part[4] / 100; all += part[4]; file = ""
}
END { close("sort -n"); printf "%6.2f%% of %5d  all\n", all ? hit * 100 / all : 0, all }
