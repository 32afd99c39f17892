/* What kind of value a blank lacks: from the unit behind it, else from the words in front. */
#include "fact/blank_scan.h"
#include "base/vec.h"
#include "fact/unit.h"
#include "fact/words.h"

struct need_row {
	enum blank_need need;
	const char *words; /* the last words of the field */
};

/* Field names of forms. Where two rows end a field, the longer words win. */
static const struct need_row fields[] = {
	{NEED_PARTY,
	 "甲方 乙方 丙方 丁方 戊方 其他方 委托方 受托方 委托人 受托人 采购方 采购人 供应商 供应方 供方 需方 买方 卖方 出租方 "
	 "承租方 出租人 承租人 出卖人 买受人 发包人 承包人 发包方 承包方 转让方 受让方 顶让方 披露方 接收方 服务方 客户方 甲方名称 乙方名称 承接方 "
	 "承揽方 定作方 托运人 承运人 承接人 甲方全称 "
	 "居间方 业主 租户 公司名称 单位名称 企业名称 商家名称 开发方 合作方 许可方 被许可方 贷款人 借款人 担保人 保证人 雇主 受雇人 "
	 "立约人 立契约人 甲乙方 立合约人 立书人 乙方全称 全称 融合参与方 保险人 投保人 商家 代理方 加盟方 受益人 出借方 借款方"},
	{NEED_IDENTITY,
	 "信用代码 统一编号 身份证 身份证号 身份证号码 身份证字号 证件号码 证件号 证件类型 执照号 执照号码 营业执照 营业执照号 "
	 "税号 识别号 法定代表人 法人代表 负责人 代表人 授权代表 委托代理人 授权代理人 代理人 代表 姓名 性别 出生 出生日期 资质证明 证书编号 "
	 "统编 法人 职务 职位 国籍 民族 护照号 护照号码 会员账号 会员编号 统一编号/ID"},
	{NEED_CONTACT,
	 "地址 住址 住所 住所地 注册地 户籍地址 户籍地 电话 手机 手机号 手机号码 电话号码 传真 邮箱 信箱 邮件 邮编 邮政编码 联系人 "
	 "紧急联系人 收件人 代收人 联系方式 联络人 联络方式 联络电话 电子邮箱 电子邮件 E-mail Email EMAIL email E-MAIL QQ 微信 微信号 "
	 "对接人 经办人 业务代表 网址 LINE Line LineID ID 售后电话 服务电话 热线 协调人 邮件地址"},
	{NEED_ACCOUNT,
	 "开户行 开户银行 银行 账号 帐号 账户 帐户 户名 账户名称 账户名 开户名称 开户名 行号 卡号 收款人 收款单位 收款银行 "
	 "银行及地址 银行账号 收款账号 银行账户 收款账户 开户行名称 银行名称 联行号"},
	{NEED_MONEY,
	 "人民币 金额 价款 单价 总价 合计 总计 费用 租金 押金 保证金 定金 预付款 余款 尾款 进度款 服务费 价格 大写 小写 ¥ ￥ 报酬 "
	 "工资 薪资 小计 总额 违约金 赔偿金 美元 新台币 税额 币 市价 定价 售价 交易额 款 租金为 总金额 损失费 管理费 大写金额 小写金额 共计金额"},
	{NEED_RATIO,
	 "比例 利率 税率 费率 百分之 折扣 利润率 完整性 满意度 合格率 百分比 千分之 万分之"},
	{NEED_DURATION,
	 "期限 租期 工期 服务期 质保期 保修期 有效期 试用期 周期 时限 时长 时间为 开发周期 租赁期限 合作期限 服务期限 合同期限 "
	 "租赁期 宽限期"},
	{NEED_DATE,
	 "日期 时间 年月日 签约时间 交货期 交货时间 交付时间 起租时间 供货时间 交货日期 开始日期 结束日期 交房日期 交车时间 "
	 "签署时间 签订时间"},
	{NEED_COUNT, "数量 份数 人数 次数 台数 件数 套数 一式 各执 各持 面积 坐席数"},
	{NEED_PLACE,
	 "地点 位于 坐落于 坐落 签订地 签约地点 签订地点 交货地点 服务地点 履行地 履行地点 城市 位置 使用范围"},
	{NEED_NAME,
	 "名称 品牌 型号 规格 项目 软件 产品 货物名称 车型 颜色 车牌号 车牌号码 车架号 车架号码 服务项目 软件名称 项目名称 商品 "
	 "产品名称 配置 车型规格 车辆品牌"},
	{NEED_CHOICE,
	 "第 方式 选择 付款方式 结算方式 支付方式 交货方式 出货方式 运输方式 方式及期限 计费单位 计价单位 币种"},
	{NEED_NUMBER,
	 "编号 合同编号 合约编号 契约编号 协议编号 合同号 登记编号 文号 字第 员工编号 订单号 档案编号 案号 备案号 备案证明"},
	{NEED_SIGNATURE,
	 "盖章 签章 签字 签名 公章 签署 印章 签署人 签约人 骑缝章 签收 请签名 用印 签阅 捺印 手印"},
	{NEED_TEXT,
	 "用途 备注 内容 标准 要求 特别约定 其他 其它 说明 事项 指标 原因 范围 货物接收人 状况 参考资料 背景 定义 辅助事务是指 指 "
	 "情形 服务内容 服务标准 验收标准 质量标准 建议 简介 类别 属性 区间 目标 方案 关键字 网站 名额 档次 优惠减免"},
};

static const struct {
	const char *units;
	enum blank_need need;
} unit_needs[] = {
	{"公司 有限公司 集团", NEED_PARTY},
	{"省 市 区 县 镇 路 街", NEED_PLACE},
	{"种 项 方式", NEED_CHOICE},
	{"银行 支行", NEED_ACCOUNT},
	{"号", NEED_NUMBER},
	{"人民法院 法院 仲裁委员会", NEED_NAME},
};

static enum blank_need need_of_kind(const struct unit *unit)
{
	static const enum blank_need needs[QUANTITY_KINDS] = {
		[QUANTITY_MONEY] = NEED_MONEY,	     [QUANTITY_RATIO] = NEED_RATIO,
		[QUANTITY_DURATION] = NEED_DURATION, [QUANTITY_DATE] = NEED_DATE,
		[QUANTITY_COUNT] = NEED_COUNT,
	};

	return needs[unit->kind];
}

/* Without what may stand behind a field's name: （盖章）, ：, 为. */
static struct str bare_name(struct str words)
{
	for (;;) {
		size_t size = word_before(words, words.n, "： 为 是 于 共 约 " NORM_GAP);

		if (size && size < words.n) {
			words.n -= size;
		} else if (word_before(words, words.n, "）")) {
			size_t open = words.n;

			while (open && !word_before(words, open, "（"))
				open--;
			if (open <= sizeof "（" - 1)
				return words;
			words.n = open - (sizeof "（" - 1);
		} else {
			return str_trim(words);
		}
	}
}

/* The words of the table by their last bytes, so that a name is compared with few of them. */
enum { FIELD_BUCKETS = 1024, FIELD_WORDS = 640 /* room at once */ };

struct field_word {
	struct str word;
	enum blank_need need;
	uint32_t next; /* index of the next word in the bucket, from 1; 0 for none */
};

struct field_index {
	uint32_t first[FIELD_BUCKETS];
	VEC(struct field_word) words;
};

static uint32_t bucket_of(struct str words)
{
	unsigned char last = (unsigned char)words.p[words.n - 1];
	unsigned char middle = words.n > 1 ? (unsigned char)words.p[words.n - 2] : 0;

	return (last * 37u + (words.n > 1 && last >= 0x80 ? middle : 0)) % FIELD_BUCKETS;
}

const struct field_index *field_index_new(struct arena *arena)
{
	struct field_index *index = ARENA_NEW(arena, struct field_index);

	VEC_RESERVE(arena, &index->words, FIELD_WORDS);
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
		for (const char *words = fields[i].words; *words;) {
			struct str word = word_next(&words);
			struct field_word *entry = VEC_PUSH(arena, &index->words);
			uint32_t *first = &index->first[bucket_of(word)];

			*entry = (struct field_word){word, fields[i].need, *first};
			*first = index->words.n;
		}
	}
	return index;
}

static enum blank_need need_of_words(const struct field_index *index, struct str words,
				     size_t *longest)
{
	enum blank_need need = NEED_UNKNOWN;

	*longest = 0;
	for (uint32_t i = words.n ? index->first[bucket_of(words)] : 0; i;) {
		const struct field_word *entry = &index->words.p[i - 1];

		/* Of two rows with the same word the first counts; a bucket holds the last first.
		 */
		if (entry->word.n >= *longest && str_ends(words, entry->word)) {
			*longest = entry->word.n;
			need = entry->need;
		}
		i = entry->next;
	}
	return need;
}

enum blank_need blank_need_of(const struct field_index *index, struct str field, struct str unit)
{
	size_t longest;
	enum blank_need need = need_of_words(index, bare_name(field), &longest);
	const struct unit *known = unit_at(unit, 0);

	if (need == NEED_SIGNATURE || !unit.n)
		return need;
	for (size_t i = 0; i < sizeof unit_needs / sizeof unit_needs[0]; i++)
		if (word_is(unit, unit_needs[i].units))
			return unit_needs[i].need;
	return known && known->name.n == unit.n ? need_of_kind(known) : need;
}

enum blank_need field_need(const struct field_index *index, struct str words)
{
	struct str name = bare_name(words);
	size_t longest;
	enum blank_need need = need_of_words(index, name, &longest);

	if (name.n < words.n && word_within(str_cut(words, name.n, words.n),
					    "盖章 签字 签章 公章 签名 印章 （章） 签名"))
		return NEED_SIGNATURE;
	if (word_within(name, "如下 以下 下列 下述 包括 ， ；"))
		return NEED_UNKNOWN;
	/* 敬告甲方 is no field. */
	if (need == NEED_PARTY && longest < name.n && !word_before(name, name.n, "名称 全称") &&
	    !word_before(name, name.n - longest, "书 合同 协议 条款 》"))
		return NEED_UNKNOWN;
	return need;
}

/* Words that stand in front of a field's name and leave it one: 乙方联系电话, 收款账号. */
static const char qualifiers[] =
	"甲方 乙方 丙方 丁方 甲乙双方 收款 付款 开票 售后 紧急 指定 项目 公司 单位 企业 商家 授权 委托 注册 通讯 送达 联系 邮寄 服务 "
	"客户 签约 持有 本人 其他 其他指定 业务 财务 技术 产品 货物 合同 商品 房屋 车辆 最终 本次 预计 资格 代理 经纪 商开业务";

bool is_exact_field(const struct field_index *index, struct str words)
{
	struct str name = bare_name(words);
	size_t longest;

	if (need_of_words(index, name, &longest) == NEED_UNKNOWN)
		return false;
	return longest == name.n || word_is(str_cut(name, 0, name.n - longest), qualifiers);
}

bool is_formality(struct str field)
{
	struct str name = bare_name(field);

	return word_within(
		       field,
		       "合同编号 合约编号 契约编号 协议编号 合同号 登记编号 签订日期 签署日期 签约日期 签订时间 签署时间 签约时间 签订地点 签约地点 "
		       "签署地点 签订地 签字 签名 盖章 签章 公章 印章 员工编号 案号") ||
	       word_is(name, "编号 字第");
}
