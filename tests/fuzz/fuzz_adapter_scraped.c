/* Scraped commenters, likers and posts of any bytes. */
#include "fuzz_export.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const fuzz_kind kinds[] = {
        {"d.json", "[{\"postId\":\"7328838056403173380\",\"commentary\":\"x\","
         "\"actor\":"},
        {"d.json", "[{\"postId\":\"7328838056403173380\",\"reactionType\":"
         "\"LIKE\",\"actor\":"},
        {"d.csv", "actor/id,actor/linkedinUrl,commentary,createdAt,id,"
         "linkedinUrl,postId,type\n"},
        {"e.csv", "type,post_Link,url_profile,name,subtitle,content\n"},
        {"p.csv", "profileUrl,firstName,lastName,occupation,comment,"
         "commentUrl,commentDate,postUrl\n"},
        {"p.json", "[{\"profileUrl\":\"x\",\"comment\":"},
        {"g.csv", "post_url,post_author_url,post_time,actor_url,actor_name,"
         "kind,reaction_type,comment_url,comment_text,engaged_at\n"},
        {"4.csv", "id,body,is_promoted,author,author_name,author_mentions,"
         "hashtags,post_url,comments,shares,reactions\n"},
        {"i.csv", "post_date,post_url,post_shortcode,like_count,username,"
         "full_name,user_id\n"}};

    fuzz_export(kinds, sizeof kinds / sizeof *kinds, data, size);
    return 0;
}
