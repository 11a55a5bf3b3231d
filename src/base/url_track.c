/*
 * url_track.c - parameters that say how a reader came, not what is there.
 *
 * To add one: a word, at the site it is known to be idle at; only what no site could mean
 * by it stands in the first row.
 */
#include "url_local.h"

/* "name*" stands for all that start so, "name=value" for the name with this value alone; a
 * site is a name of one or more labels anywhere in the host. */
static const struct {
    const char *site, *words;
} tracking[] = {
    {NULL, "utm_* hmsr hmpl hmcu hmkw hmci bd_vid spm scm spm_id_from vd_source unique_k share_* "
           "sharer_* shareuid isappinstalled nsukey pass_ticket from=singlemessage "
           "from=groupmessage from=timeline from=appmsg from=androidqq from=iphoneqq tdsourcetag "
           "adtag sudaref ktm_source hybrid_search_* ops_request_misc depth_1-utm_* fbclid gclid "
           "gclsrc dclid gbraid wbraid yclid ysclid msclkid twclid ttclid li_fat_id igshid igsh "
           "mc_cid mc_eid mkt_tok vero_id _hsenc _hsmi __hstc __hssc __hsfp hsctatracking "
           "oly_enc_id oly_anon_id wt_mc wt_zmc wickedid s_cid ncid cmpid _ga _gl ref_src ref_url "
           "mibextid at_campaign at_medium __twitter_impression ref=producthunt"},
    {"mp.weixin.qq.com",
     "chksm scene subscene clicktime enterid sessionid ascene devicetype version nettype "
     "abtest_cookie lang exportkey wx_header fontgear fontscale key uin mpshare srcid from "
     "wxfrom poc_token realreporttime click_id wx_lazy wx_co #rd #wechat_redirect"},
    {"zhihu.com", "search_source search_click_id refer from native columnslug ivk_sa zhida_source "
                  "content_id content_type match_order entity"},
    {"bilibili.com",
     "from_spmid from seid bbid ts is_story_h5 plat_id buvid up_id timestamp broadcast_type "
     "is_room_feed live_from msource bsource launch_id session_id visit_id trackid"},
    {"b23.tv", "from_spmid from seid bbid ts"},
    {"csdn.net", "request_id biz_id from_id login ydreferer"},
    {"weibo.com", "from mod loc ref refer_flag wvr luicode lfid featurecode display retcode "
                  "jumpfrom wm sourcetype source is_hot page_source"},
    {"weibo.cn", "from luicode lfid featurecode jumpfrom wm sourcetype sinainternalbrowser"},
    {"sina.com.cn", "from vt cre mod loc r rfunc tj tr wm"},
    {"163.com", "from spss spssid referfrom isfromh5share"},
    {"qq.com", "pgv_ref ptag qz_gdt refer"},
    {"baidu.com", "fr rsv_* fromtitle fromid lemmafrom sefrom"},
    {"taobao.com", "ali_trackid ali_refid algo_expid algo_pvid pvid abbucket ut_sk sourcetype"},
    {"tmall.com", "ali_trackid ali_refid algo_expid algo_pvid pvid abbucket ut_sk sourcetype"},
    {"jd.com", "jd_pop abt cu ad_od"},
    {"aliyun.com", "usercode accounttraceid source"},
    {"tencent.com", "from fromsource cps_key cps_promotion_id"},
    {"douban.com", "dt_dapp dt_platform dt_ref from _i icn"},
    {"jianshu.com", "from reads_count"},
    {"juejin.cn", "searchid from"},
    {"36kr.com", "f navid"},
    {"huxiu.com", "f"},
    {"toutiao.com", "app timestamp use_new_style req_id tt_from wid log_from iid"},
    {"v2ex.com", "r"},
    {"youtube.com", "feature si pp ab_channel"},
    {"youtu.be", "feature si"},
    {"twitter.com", "s t cxt ref"},
    {"x.com", "s t cxt ref"},
    {"facebook.com", "fref hc_ref __tn__ __cft__* __xts__* eid ref"},
    {"linkedin.com", "trk trackingid refid lipi licu"},
    {"amazon", "pd_rd_* pf_rd_* qid sr ref_ ref psc crid sprefix ascsubtag linkcode tag camp "
               "creative creativeasin smid th _encoding"},
    {"medium.com", "source"},
    {"nytimes.com", "smid smtyp rref ribbon-ad-idx module pgtype partner emc"},
    {"open.spotify.com", "si nd"},
    {"stackoverflow.com", "rq lq noredirect"},
    {"wikipedia.org", "wprov"},
};

/* True if `site` is some labels of the host, one behind the other. */
static bool is_at(str host, str site)
{
    for (isize i = 0; (i = str_find(host, site, i)) >= 0; i++) {
        isize end = i + site.len;
        if ((!i || host.p[i - 1] == '.') && (end == host.len || host.p[end] == '.')) return true;
    }
    return false;
}

static bool is_meant(str word, str pair)
{
    str name = str_cut(pair, '=').head;
    if (str_ends(word, S("*"))) return str_istarts(name, str_head(word, word.len - 1));
    if (str_byte(word, '=', 0) >= 0) return str_ieq(word, pair);
    return str_ieq(word, name);
}

bool url_tracks(str host, str pair)
{
    for (isize i = 0; i < COUNT(tracking); i++) {
        if (tracking[i].site && !is_at(host, str_of(tracking[i].site))) continue;
        for (struct cut c = {.tail = str_of(tracking[i].words)}; c.tail.len;) {
            c = str_cut(c.tail, ' ');
            if (is_meant(c.head, pair)) return true;
        }
    }
    return false;
}
