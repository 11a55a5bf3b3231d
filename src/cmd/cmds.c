/* cmds.c - the commands, in the order of `zhbook help`.  See cmd.h. */
#include "cmd.h"

extern const struct cmd cmd_make, cmd_fetch, cmd_send, cmd_publish, cmd_serve, cmd_run,
    cmd_install_timer, cmd_list, cmd_show, cmd_fonts, cmd_issues, cmd_help, cmd_version;

const struct cmd *const cmds[] = {
    &cmd_make, &cmd_fetch, &cmd_send,  &cmd_publish, &cmd_serve, &cmd_run,     &cmd_install_timer,
    &cmd_list, &cmd_show,  &cmd_fonts, &cmd_issues,  &cmd_help,  &cmd_version, NULL,
};
