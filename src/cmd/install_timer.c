/* install_timer.c - `zhbook install-timer`: units of systemd that run a project when it is due. */
#include "cmd_local.h"
#include "os.h"
#include "path.h"
#include "timer_local.h"

struct installing {
    const struct options *o;
    arena *mem;
    struct reply *r;
    struct conf conf;
    struct timer timer;
    str service, clock; /* the two files */
};

/* Where units of this user are; {0}: nobody knows. */
static str unit_folder(arena *a)
{
    str config = os_env(a, "XDG_CONFIG_HOME"), home = os_env(a, "HOME");
    if (str_starts(config, S("/"))) return path_join(a, config, S("systemd/user"));
    return home.len ? path_join(a, home, S(".config/systemd/user")) : (str){0};
}

/* A mail program with rights of its own is not started by what has given up all rights. */
static bool is_confined(const struct conf *c)
{
    return !c->send_to.n || c->send_transport != TRANSPORT_SENDMAIL;
}

static bool is_zone_name(str zone)
{
    return zone.len && is_alpha(zone.p[0]);
}

static int describe(struct installing *in)
{
    arena *a = in->mem;
    const struct conf *c = &in->conf;
    str book = os_real(a, c->file), folder = unit_folder(a), fault;
    where at = {.file = c->file};
    if (!folder.len) {
        diag(&in->r->said, DIAG_RUN, at, "neither HOME nor XDG_CONFIG_HOME is set");
        return EXIT_SYSTEM;
    }
    in->timer = (struct timer){.name = timer_name(a, c->title, book),
                               .program = os_program(a),
                               .book = book,
                               .title = c->title,
                               .zone = is_zone_name(c->timezone) ? c->timezone : (str){0},
                               .calendar = str_trim(in->o->calendar),
                               .cadence = c->issue_on ? c->cadence : CADENCE_DAILY,
                               .week_starts = c->week_starts,
                               .confined = is_confined(c)};
    in->service = str_printf(a, "%.*s/%.*s.service", STR(folder), STR(in->timer.name));
    in->clock = str_printf(a, "%.*s/%.*s.timer", STR(folder), STR(in->timer.name));
    if (in->timer.cadence == CADENCE_MANUAL && !in->timer.calendar.len && !in->o->remove) {
        diag(&in->r->said, DIAG_USAGE, at, "issue.cadence is manual: --calendar says when");
        return EXIT_USAGE;
    }
    if (timer_can_be(&in->timer, &fault)) return -1;
    diag(&in->r->said, DIAG_UNIT_VALUE, at, "%.*s", STR(fault));
    return EXIT_CONFIG;
}

/* Nothing, or what this command wrote. */
static bool is_ours(struct installing *in, str path)
{
    str text;
    if (os_stat(path, *in->mem).kind == OS_NONE && !os_is_link(path, *in->mem)) return true;
    bool ours = !os_is_link(path, *in->mem) && os_read_quiet(in->mem, path, 1 << 20, &text) &&
                str_starts(text, S(UNIT_OURS));
    if (!ours) diag(&in->r->said, DIAG_UNIT_FOREIGN, (where){.file = path}, "%s", "");
    return ours;
}

static void say_path(struct buf *out, str path)
{
    text_shown(out, path);
    buf_byte(out, '\n');
}

static void advise(struct installing *in)
{
    struct buf *out = &in->r->out;
    const struct timer *t = &in->timer;
    if (in->o->quiet) return;
    buf_printf(out,
               "To start it:\n"
               "  systemctl --user daemon-reload\n"
               "  systemctl --user enable --now %.*s.timer\n"
               "  loginctl enable-linger    # to have it run while nobody is logged in\n",
               STR(t->name));
    if (in->conf.smtp_password_env.len)
        buf_printf(out,
                   "systemd does not know your shell's %.*s: put it into "
                   "~/.config/zhbook/environment,\nor use send.smtp.password_file.\n",
                   STR(in->conf.smtp_password_env));
    isize before = out->len;
    buf_add(out,
            S("Or instead, a line for crontab -e that does the same at the machine's time:\n"));
    if (!timer_cron(out, t)) out->len = before;
}

static int print(struct installing *in)
{
    struct buf *out = &in->r->out;
    say_path(out, in->service);
    timer_service(out, &in->timer);
    buf_byte(out, '\n');
    say_path(out, in->clock);
    timer_timer(out, &in->timer);
    buf_byte(out, '\n');
    advise(in);
    return EXIT_DONE;
}

static int install(struct installing *in)
{
    struct buf service = {.mem = in->mem}, clock = {.mem = in->mem};
    struct diags *said = &in->r->said;
    if (!is_ours(in, in->service) || !is_ours(in, in->clock)) return EXIT_SYSTEM;
    timer_service(&service, &in->timer);
    str text = str_dup(in->mem, buf_str(&service));
    timer_timer(&clock, &in->timer);
    if (!os_mkdir(path_dir(in->service), *in->mem, said) ||
        !os_write(in->service, text, true, *in->mem, said) ||
        !os_write(in->clock, buf_str(&clock), true, *in->mem, said))
        return EXIT_SYSTEM;
    say_path(&in->r->out, in->service);
    say_path(&in->r->out, in->clock);
    advise(in);
    return EXIT_DONE;
}

static int take_away(struct installing *in)
{
    const str both[] = {in->clock, in->service};
    isize n = 0;
    if (!is_ours(in, both[0]) || !is_ours(in, both[1])) return EXIT_SYSTEM;
    for (isize i = 0; i < COUNT(both); i++) {
        if (os_stat(both[i], *in->mem).kind == OS_NONE) continue;
        os_remove(both[i], *in->mem);
        buf_add(&in->r->out, S("removed "));
        say_path(&in->r->out, both[i]);
        n++;
    }
    if (!n) return EXIT_NOTHING;
    if (!in->o->quiet)
        buf_printf(&in->r->out,
                   "If it was started:\n"
                   "  systemctl --user disable --now %.*s.timer\n"
                   "  systemctl --user daemon-reload\n",
                   STR(in->timer.name));
    return EXIT_DONE;
}

static int run(const struct options *o, arena *a, struct reply *r)
{
    struct installing in = {.o = o, .mem = a, .r = r};
    int status = project_conf(o, a, r, &in.conf);
    if (status < 0) status = describe(&in);
    if (status >= 0) return status;
    if (o->remove) return take_away(&in);
    return o->print ? print(&in) : install(&in);
}

const struct cmd cmd_install_timer = {
    .name = "install-timer",
    .args = "[book.yaml]",
    .help = "write units of systemd, and print a line of cron, that run a project when it is due",
    .options = "calendar print remove",
    .run = run,
};
