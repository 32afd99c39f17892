#include "fact/party_word.h"

/* The first word of a row is what the party is called when all are equally frequent. */
const struct party_row PARTY_ROWS[] = {
	{FAMILY_STEM, ROLE_CUSTOMER, "甲方"},
	{FAMILY_STEM, ROLE_PROVIDER, "乙方"},
	{FAMILY_STEM, ROLE_OTHER, "丙方 丁方 戊方"},
	{FAMILY_COMMISSION, ROLE_CUSTOMER, "委托方 委托人 委任人 委任方 委托单位"},
	{FAMILY_COMMISSION, ROLE_PROVIDER,
	 "受托方 受托人 受委托方 受委托人 受任人 受任方 受托单位"},
	{FAMILY_WORKS, ROLE_CUSTOMER, "发包方 发包人 定作人 定作方 定制方 建设单位"},
	{FAMILY_WORKS, ROLE_PROVIDER,
	 "承包方 承包人 承揽人 承揽方 承接方 施工方 施工单位 承办方 外包方 外包商 开发方 "
	 "开发商 研究开发方 研究开发人 研发方 设计方 设计人 制作方"},
	{FAMILY_SALE, ROLE_CUSTOMER,
	 "采购方 采购人 采购单位 买方 买受人 买受方 需方 购买方 购货方 购方 购车方 购房人 "
	 "买家 订购方 收购方 收货方"},
	{FAMILY_SALE, ROLE_PROVIDER,
	 "供应商 供应方 供货方 供货商 供方 卖方 出卖人 出卖方 出售方 出售人 销售方 销货方 "
	 "售车方 售房人 卖家 销售商 供货人"},
	{FAMILY_LEASE, ROLE_CUSTOMER, "承租方 承租人 租户 租客 租赁方 租用人 租用方 租借人 租车人"},
	{FAMILY_LEASE, ROLE_PROVIDER, "出租方 出租人 房东 房主 出租单位"},
	{FAMILY_LOAN, ROLE_CUSTOMER, "借款人 借款方 借入方 借款企业 融资方"},
	{FAMILY_LOAN, ROLE_PROVIDER, "贷款人 贷款方 出借人 出借方 贷款银行 放款人 投资方"},
	{FAMILY_TRANSFER, ROLE_CUSTOMER, "受让方 受让人 顶让方 接手方 受赠人"},
	{FAMILY_TRANSFER, ROLE_PROVIDER, "转让方 转让人 出让方 出让人 让与人 让与方 赠与人"},
	{FAMILY_LICENCE, ROLE_CUSTOMER, "被许可方 被许可人 被授权方 被授权人 加盟商 加盟方 受许人"},
	{FAMILY_LICENCE, ROLE_PROVIDER, "许可方 许可人 授权方 特许人 授权人"},
	{FAMILY_SERVICE, ROLE_CUSTOMER,
	 "客户方 业主 业主方 旅游者 接受方 接受服务方 服务接受方 用户方 付款方 广告主 广告客户 托运人 托运方 "
	 "接受培训方 受训方 参展商 参展单位 参展方 货主 寄件人 寄存人 存货人 存货方 使用方 培训学员"},
	{FAMILY_SERVICE, ROLE_PROVIDER,
	 "服务方 服务商 服务提供方 服务提供者 服务提供商 服务供应商 提供方 提供商 提供者 "
	 "平台方 媒体方 广告发布方 发布方 广告经营者 广告发布者 运营商 运营方 承运人 承运方 保管人 保管方 培训方 广告公司 代理方 维护方 "
	 "收款方 货代 货运代理人 代运营方 物业服务企业 物业服务人 物业公司 旅行社 培训机构 第三方管理服务商 律师事务所"},
	{FAMILY_INSURANCE, ROLE_CUSTOMER, "投保人 被保险人"},
	{FAMILY_INSURANCE, ROLE_PROVIDER, "保险人 承保人"},
	{FAMILY_TENDER, ROLE_CUSTOMER, "机关 招标人 招标方 招标机关 招标单位"},
	{FAMILY_TENDER, ROLE_PROVIDER, "厂商 中标人 中标方 得标厂商 中标单位 立约商"},
	{FAMILY_LABOUR, ROLE_CUSTOMER,
	 "用人单位 雇主 聘用方 聘用单位 用工单位 用工方 要派单位 雇用人 公司"},
	{FAMILY_LABOUR, ROLE_PROVIDER,
	 "派遣单位 派遣公司 派遣机构 派遣方 员工 劳动者 雇员 受雇人 受聘方 受聘人 劳工 受聘人员 实习生"},
	{FAMILY_AGENT, ROLE_OTHER,
	 "居间方 居间人 中介方 担保方 担保人 保证人 保证方 连带保证人 监管方 见证方 监理方 "
	 "经纪方"},
	{FAMILY_USER, ROLE_CUSTOMER, "您 用户 会员 使用者 你 阁下 使用人 会员用户 注册用户"},
	{FAMILY_PATRON, ROLE_CUSTOMER,
	 "消费者 商户 商家 学员 玩家 客户 顾客 乘客 旅客 订户 订购人 订车人 参加者 "
	 "参与者 申请人 持卡人 报名者 投资人 车主 饲主 住客 宾客 入住人 患者"},
	{FAMILY_SELF, ROLE_PROVIDER,
	 "我们 本公司 本平台 本网站 本站 我司 我方 本店 本商城 本行 本所 本商店 本单位 本社 "
	 "本中心 本会 本社群 本团队 本校 本学院 本馆 本公司网站 本购物网站 本服务商 本企业 "
	 "我公司 本网 我行 我店 "
	 "本酒店 本饭店 本俱乐部 本协会 本机构 本工作室 本旅行社 本民宿 本旅馆 本餐厅 本诊所 "
	 "本医院 本会所 本健身房 本事务所 本银行"},
	{FAMILY_PLACE, ROLE_PROVIDER,
	 "平台 网站 公众号 商城 运营者 主办方 主办单位 本系统 本软件 本服务 本应用 本服"},
};
const uint32_t PARTY_ROW_COUNT = sizeof PARTY_ROWS / sizeof PARTY_ROWS[0];

const char PARTY_DECOYS[] =
	"用户名 用户协议 用户服务协议 用户注册协议 用户界面 用户手册 用户体验 用户须知 "
	"会员卡 会员费 会员制 会员条款 会员中心 会员协议 会员服务条款 会员等级 客户端 "
	"客户服务 客户关系 客户经理 消费者权益 消费者保护 使用者条款 使用者介面 子公司 "
	"分公司 母公司 有限公司 有限责任公司 股份公司 公司法 公司章程 关联公司 保险公司 "
	"快递公司 物流公司 总公司 控股公司 关系公司 该公司 公司名称 外包公司 第三方公司 "
	"其他公司 第三方平台 电商平台 支付平台 其他平台 社交平台 开放平台 操作系统 系统平台 "
	"第三方网站 其他网站 官方网站 链接网站 第三方服务商 第三方提供商 第三方供应商 "
	"服务方式 服务方案 服务方面 服务方针 采购方式 采购方案 采购人员 购买方式 付款方式 "
	"付款方法 收款方式 供货方式 供应方式 销售方式 销售方案 开发方式 开发方案 设计方案 "
	"设计人员 设计方法 施工方案 施工方法 制作方式 代理方式 运营方式 运营方案 维护方式 "
	"维护方案 培训方式 培训方案 使用方式 使用方法 使用方面 租赁方式 租赁方案 转让方式 "
	"授权方式 许可方式 委托方式 承包方式 承揽方式 投资方式 投资方案 融资方式 融资方案 "
	"借款方式 贷款方式 担保方式 保证方式 监管方式 保管方式 提供方式 监管人员 投保人数 "
	"使用人数 使用人员 授权人员 委托人员 施工方式 接受方式 行政机关 司法机关 主管机关 "
	"国家机关 公安机关 政府机关 税务机关 仲裁机关 监管机关 海关机关 上级机关 其他机关 "
	"其他厂商 分包厂商 其他用户 其他客户 其他商户 会员契约 其他会员 其他使用者 其他玩家 其它用户 其它会员 "
	"其他消费者 员工编号 本行业 本行为 本会员 本社会 本所有 本所述 本所列 本服务 本网页 "
	"本网络 本会计 本所得 基本所 本校验 成本会 资本会 基本单位";

#define SUMS  "费 款 租金 报酬 佣金 价 押金 元"
#define GOODS "服务 货物 产品 软件 设备 咨询 培训 支持"

const struct party_deed PARTY_DEEDS[] = {
	{"支付 缴纳 交纳 缴付 预付 付予 付给", SUMS, 2, 2},
	{"付款 付清 续租 验收", NULL, 1, 1},
	{"给付", SUMS, 1, 1},
	{"交付", "租金 押金 费", 2, 2},
	{"委托 委任 委请 聘请 聘用 雇佣", NULL, 3, 9},
	{"承租", NULL, 3, 3},
	{"购买 采购 订购 租用", NULL, 2, 2},
	{"接受委托 受托 出租 租给 租赁给 出售 卖给 售予 转让给", NULL, -3, -3},
	{"接受", "委托 聘请 聘用", -3, -3},
	{"受", "方委托 方聘请 方委任", -3, -3},
	{"收取", SUMS, -2, -2},
	{"收到", SUMS, -1, -1},
	{"开具", "发票 收据", -2, -2},
	{"交货 发货 供货 供应 施工", NULL, -2, -2},
	{"提供", GOODS, -2, -2},
	{"派遣 指派 委派 研发 开发", NULL, -1, -1},
	{"完成", "开发 工作 任务 服务", -1, -1},
};
const uint32_t PARTY_DEED_COUNT = sizeof PARTY_DEEDS / sizeof PARTY_DEEDS[0];
