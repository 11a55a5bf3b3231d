/* u_show.c - one chapter alone. */
#include "convert.h"
#include "image.h"
#include "os.h"
#include "unit.h"

/* Eight by eight greys. */
#define PNG                                                                                        \
    "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAAAAADhZOFXAAAAU0lEQVR4nAFIALf/AIK3Du5/GlA5AL7w"             \
    "fsI0fwZuANCPXcdRJEfjAEBDAAJrblRVAJSgZWhdZMSYAAu41FRKhyGpAJoBrSGetZz2AKFe9vFaHYML"             \
    "EUEdc0SgG84AAAAASUVORK5CYII="

TEST(show__keeps_the_bytes_of_a_picture_whole)
{
    static const char page[] = "<p>x</p><p><img src=\"data:image/png;base64," PNG "\"></p>";
    str path = S("build/test/show.html");
    struct conf conf;
    CHECK(os_mkdir(S("build/test"), *mem, ds) && os_write(path, str_of(page), false, *mem, ds));
    CHECK(conf_parse(mem, S("book: {title: T}\nsource: {dir: [build/test]}\n"), S("book.yaml"),
                     NULL, &conf, ds));
    struct post p = {.path = path, .title = S("T"), .encoding = "UTF-8", .body_line = 1};
    struct book b = {.conf = &conf, .posts = &p, .nposts = 1};
    p.said.mem = mem;
    str shown = post_show(mem, &b, &p, finder_open(mem, &conf, NULL, ds), false);
    CHECK_INT(p.said.count[DIAG_ERROR] + p.said.count[DIAG_WARN], 0);
    CHECK_INT(p.nimages, 1);
    if (p.nimages != 1) return;
    CHECK(str_has(shown, p.images[0].href));
    CHECK_INT(p.images[0].bytes.len, 140);
    CHECK(str_starts(p.images[0].bytes, S("\x89PNG\r\n")));
    CHECK_STR(p.images[0].href, str_printf(mem, "images/%.*s.png",
                                           STR(sha256_hex(mem, sha256(p.images[0].bytes), 8))));
}
