#include "clause/line.h"
#include "clause/zone.h"

/* How far from either end of a file the page is looked for, how many lines that show no sign of it
 * may lie between two that do, and how long they may be. */
enum { PAGE_BYTES = 65536, PLAIN_LINES = 5, PLAIN_BYTES = 240 };

/* Words that only a document site says, wherever they stand in a line. */
static const char page_words[] =
	"下载本文档 本文档由用户 版权说明：本文档 网站文档一经 原创力文档 人人文库网 百度文库 豆丁网 道客巴巴 本站所有资源 本站所有内容均由 本站的文档不 本站RAR 下载文件中如有侵权 下载资源的准确性 信息存储空间，仅对用户 将文件中的内容挪作 文档贡献者 继续免费阅读 VIP精品文档 VIP文档 成为VIP 次下载权益 版权申诉 .docxVIP .docVIP .pdfVIP 公网安备 文档分享网 本文来源 转载请注明 本文来自 网友上传 如有侵权请 联系站长 内容均来自网";
/* Words that a site says in lines of a few words; in a sentence they are a contract's. */
static const char short_words[] =
	"付费下载 免费下载 文档下载 提交评论 文档评论 发表评论 没有评论 次浏览 精品文档 扫一扫 返回顶部 加入收藏 分享到 侵权请联系 ICP备 范文大全 相关文档 相关推荐 猜你喜欢 下载积分 上传者 阅读全文 更多范文 篇范文 字数不限 在线阅读 发布于";
static const char prose_signs[] = "。 ， ；";
enum { SHORT_BYTES = 60 };
/* Lines that are nothing else. */
static const char page_lines[] =
	"温馨提示 评论 查看更多 文档简介 相关文档 相关文章 相关推荐 推荐文档 推荐阅读 热门文章 最新文章 最新文档 猜你喜欢 实名认证 正文完 下载 收藏 分享 举报 点赞 打印 登录 注册 首页 上一篇 下一篇 0/150 付费下载 下载文档 立即下载 开通会员 关注 广告 标签 目录导航 猜您喜欢 为您推荐";
static const char page_ends[] = ".docx .doc .pdf _第1页 _第2页 _第3页 _第4页 _第5页 +关注 千字";
/* How a line of links or of other documents begins. */
static const char page_starts[] =
	"上一篇 下一篇 相关推荐 相关文档 猜你喜欢 猜您喜欢 为您推荐 网友评论 热门推荐";
/* From such a line on a page goes its own way. */
static const char page_openers[] =
	"相关文档 相关文章 相关推荐 推荐文档 推荐阅读 最新文章 最新文档 热门文章 猜你喜欢 猜您喜欢 为您推荐 正文完 文档评论（0） 评论（0） 发表评论";
/* What a line of a contract says. */
static const char contract_words[] =
	"甲方 乙方 丙方 本合同 本协议 本契约 鉴于 以下简称 合同编号 本条款 第一条 盖章 签字";

/* What stands in front of an item of a page's menu. */
static const struct str list_signs[] = {STR_INIT("- "), STR_INIT("-"),	STR_INIT("• "),
					STR_INIT("•"),	STR_INIT("· "), STR_INIT("·"),
					STR_INIT("* ")};

/* How a contract's first clause begins. */
static const char first_numbers[] = "一、 一. （一） 第一 第1 1.1";

static bool is_page(struct str line)
{
	for (size_t i = 0; i < sizeof list_signs / sizeof list_signs[0]; i++)
		if (str_starts(line, list_signs[i]))
			line = str_trim(str_cut(line, list_signs[i].n, line.n));
	/* A contract on one line with the page glued to it is still a contract. */
	if (word_within(line, page_words))
		return line.n <= PLAIN_BYTES || !word_within(line, contract_words);
	return word_is(line, page_lines) || word_after(line, 0, page_starts) ||
	       word_before(line, line.n, page_ends) ||
	       (line.n <= SHORT_BYTES && word_within(line, short_words) &&
		!word_within(line, prose_signs));
}

static uint32_t page_head(struct str text)
{
	uint32_t at = 0, end = 0;
	unsigned plain = 0;

	while (at < text.n && at < PAGE_BYTES && plain <= PLAIN_LINES) {
		struct str line = str_trim(str_at(text, line_next(text, &at)));
		if (line.n == 0)
			continue;
		if (is_page(line)) {
			end = at;
			plain = 0;
			continue;
		}
		if (line.n > PLAIN_BYTES || word_within(line, contract_words) ||
		    word_after(line, 0, first_numbers))
			break;
		plain++;
	}
	return end;
}

static uint32_t page_tail(struct str text, uint32_t head)
{
	uint32_t at = (uint32_t)text.n, begin = at, opener = at;
	unsigned plain = 0;

	while (at > head && text.n - at < PAGE_BYTES) {
		struct str line = str_trim(str_at(text, line_before(text, &at)));
		bool page = is_page(line);
		if (line.n == 0)
			continue;
		if (!page && word_within(line, contract_words))
			break;
		if (word_is(line, page_openers))
			opener = at;
		if (page && plain <= PLAIN_LINES) {
			begin = at;
			plain = 0;
		} else if (!page) {
			plain += line.n > PLAIN_BYTES ? PLAIN_LINES + 1 : 1;
		}
	}
	return opener < begin ? opener : begin;
}

/* Where the page begins in a text whose last line holds the contract's end and the page behind it:
 * at the first word that only a page says, with no word of a contract behind it. */
static uint32_t page_in_line(struct str text, uint32_t tail)
{
	uint32_t at = tail, begin = line_before(text, &at).begin;
	struct str line = str_cut(text, begin, tail);
	uint32_t found = tail;

	if (line.n > PAGE_BYTES) {
		begin = tail - PAGE_BYTES;
		line = str_cut(text, begin, tail);
	}
	for (const char *words = page_starts; *words;) {
		size_t hit = str_find(line, word_next(&words), 0);
		if (hit == SIZE_MAX || begin + hit >= found ||
		    word_within(str_cut(line, hit, line.n), contract_words))
			continue;
		found = begin + (uint32_t)hit;
	}
	return found;
}

struct span furniture_trim(struct str text)
{
	uint32_t head = page_head(text), tail = page_in_line(text, page_tail(text, head));

	/* A file that is all page is shown as it is: somebody asked to have it checked. */
	if (tail <= head)
		return (struct span){0, (uint32_t)text.n};
	return (struct span){head, tail};
}
