/* Each line of a table is a piece of a contract in which «» stands around every blank that must be
 * found; a finding must overlap each of them, and none may lie outside. */
#include "test.h"

#include <string.h>
#include "fact/facts.h"

enum { MARKED_MAX = 64 };

struct marked {
	struct str text;
	struct span wanted[MARKED_MAX];
	uint32_t n;
};

static struct marked read_marked(struct arena *arena, const char *line)
{
	struct marked marked = {0};
	char *out = arena_alloc(arena, strlen(line) + 1);
	size_t n = 0;

	for (const char *p = line; *p;) {
		if (strncmp(p, "«", 2) == 0) {
			marked.wanted[marked.n].begin = (uint32_t)n;
			p += 2;
		} else if (strncmp(p, "»", 2) == 0) {
			marked.wanted[marked.n++].end = (uint32_t)n;
			p += 2;
		} else {
			out[n++] = *p++;
		}
	}
	marked.text = (struct str){out, n};
	return marked;
}

static struct blanks find_in(struct test_run *test, struct str text, const struct norm **norm)
{
	const struct source *source = source_read(test->arena, STR("t"), text, ENC_UTF8, NULL);

	*norm = normalise(test->arena, source);
	return survey(test->arena, *norm, segment(test->arena, *norm))->blanks;
}

static void show(struct test_run *test, const char *line, const struct norm *norm,
		 struct blanks blanks)
{
	fprintf(stderr, "%s: wrong blanks in: %s\n", test->name, line);
	for (uint32_t i = 0; i < blanks.n; i++)
		fprintf(stderr, "  found mark %d: \"%.*s\"\n", (int)blanks.p[i].mark,
			STR_ARG(str_at(norm->text, blanks.p[i].at)));
	test->failures++;
}

static void check_line(struct test_run *test, const char *line)
{
	struct marked marked = read_marked(test->arena, line);
	const struct norm *norm;
	struct blanks blanks = find_in(test, marked.text, &norm);
	uint32_t inside = 0, met = 0;

	for (uint32_t w = 0; w < marked.n; w++) {
		bool hit = false;

		for (uint32_t i = 0; i < blanks.n; i++) {
			struct span src = norm_to_source(norm, blanks.p[i].at);
			bool overlaps = span_overlaps(src, marked.wanted[w]);

			hit = hit || overlaps;
			inside += overlaps;
		}
		met += hit;
	}
	if (met != marked.n || inside < blanks.n)
		show(test, line, norm, blanks);
}

static void check_lines(struct test_run *test, const char *const *lines, size_t n)
{
	for (size_t i = 0; i < n; i++)
		check_line(test, lines[i]);
}
#define CHECK_LINES(lines) check_lines(test, (lines), sizeof(lines) / sizeof(lines)[0])

TEST(blank_lines)
{
	static const char *const lines[] = {
		"乙方应在收到通知后«____»个工作日内答复。",
		"乙方應於接獲通知後«＿＿＿»日內補正。",
		"服务期限为«____»年，自合同生效之日起算。",
		"违约金为合同总价的«____»%。",
		"人民币«______»元（大写：«________»元整）。",
		"甲方（委托方）：«__________»公司\n乙方（受托方）：«__________»公司\n",
		"本合同自«____年__月__»日起至«____年__月__»日止。",
		"本合同自«20__年__月__»日起生效。",
		"期间自«_ _年_ _月_»日起。",
		"提供«_»个月的免费维护。",
		"人民幣«_(tái)___»元整。",
		"在«____»市«____»区设立办事处。",
		"第三条 其他约定\n«____________________»\n第四条 附则\n",
		"甲方指定«____»为项目负责人，电话«________»。",
		"按下列第«____»种方式解决争议。",
		"甲方：«..........»\n乙方：«……………»\n",
		"共计«————»元整。",
		"出租方：«▁▁▁▁▁▁»\n",
		"中華民國 111 年 «00» 月 «00» 日",
		"身份证号：«____________»甲方有意承接«______»项目的施工。",
	};

	CHECK_LINES(lines);
}

TEST(blank_lines_with_a_value_on_them)
{
	static const char *const lines[] = {
		"提前___15__个工作日通知对方。",
		"按租金总额的_10_%支付违约金。",
		"融资额度为_____100____万元人民币。",
		"双方指定____招商_____银行开户。",
		"乙方提供____住宿____。",
		"租金为____伍仟____元。",
		"首期为总价的__40%__。",
		"租赁用途：__乙方公司日常商务接待__，不得用于营运。",
		"代收账户：账号 ___4589 6612 0373___。",
		"变量 user_name 与 file_id 由系统生成。",
		"外包服务合同_第1页\n外包服务合同_第2页\n",
		"上一段。\n___\n下一段。\n",
	};

	CHECK_LINES(lines);
}

TEST(blank_gaps)
{
	static const char *const lines[] = {
		"乙方应在      日内完成整改。",
		"乙方应在«      »日内完成整改。",
		"本项目服务费为人民币«     »元。",
		"租赁期自«     年     月     日»起至«     年     月     日»止。",
		"甲方账户名称：«      »，开户行：«       »，账号：«        »。",
		"房屋坐落于«          »，建筑面积«     »平方米。",
		"甲方指定«        »为联系人，负责日常沟通。",
		"水表一只（表号«        »，底数«     »）。",
		"单位能耗不高于«      »kg。",
		"双方签订编号为«      »的采购合同。",
		"甲方同意将位于市区«            »的门面出租给乙方，乙方同意承租。",
		"甲方：«          »乙方：«          »\n",
	};

	for (size_t i = 1; i < sizeof lines / sizeof lines[0]; i++)
		check_line(test, lines[i]);
}

TEST(blank_gaps_that_are_layout)
{
	static const char *const lines[] = {
		"租期为   壹   年，租金按月支付。",
		"按以下第    2    种方式处理争议，双方均予认可。",
		"乙方以    银行转账     的方式支付，不收现金。",
		"归     双方     所有，任何一方不得单独处分。",
		"第十四条    本合同自签字之日起生效，一式两份。",
		"（四）    乙方应当按时交付，不得拖延。",
		"甲方：北京甲乙丙科技有限公司        乙方：上海丁戊己贸易有限公司\n",
		"仓    储    合    同\n第一条 仓储物为钢材，存放于一号库。\n",
		"序号     名称     数量\n1        键盘      20\n",
		"联系人：张三         电话：010-12345678\n",
	};

	CHECK_LINES(lines);
}

TEST(blank_brackets)
{
	static const char *const lines[] = {
		"乙方应于【】日内支付服务费人民币【   】万元（大写：【   】万元整）。",
		"乙方应于«【】»日内支付服务费人民币«【   】»万元（大写：«【   】»万元整）。",
		"双方此前签署的«《  》»自本合同生效之日起终止。",
		"服務地點為«〔　　〕»。",
		"甲方指定的对接平台为«（  ）»。",
		"管辖法院为“«____»”人民法院。",
		"以«“ ”»商标为准。",
		"日期为«［］»年«[ ]»月«[  ]»日。",
		"结算方式：[√] 月结，账期«[ ]»日。",
	};

	for (size_t i = 1; i < sizeof lines / sizeof lines[0]; i++)
		check_line(test, lines[i]);
}

TEST(blank_brackets_with_content)
{
	static const char *const lines[] = {
		"乙方应于【30】日内支付【壹拾万】元。",
		"【风险提示】\n请仔细阅读全文。\n",
		"系统初始化时调用init()方法。",
		"双方签署的《框架协议》继续有效（如有）。",
		"服务时间为每日9:00至18:00（含法定节假日）。",
		"用户申请退款时请填写《退款申请表》。",
		"本栏（由登记机关填写）不作为合同内容。",
		"承租方[以下简称乙方]同意上述条件。",
		"详见[服务规则](https://example.com/a_b_c)。",
		"（本页无正文）\n",
		"结算方式：[ ] 月结 [√] 季结。",
		"因乙方原因造成损失的（包括但不限于诉讼费），由乙方承担。",
		"二、【账号】\n（一）您应当实名注册。\n",
		"社保申报（勾选项为委托范围）由乙方办理。",
	};

	CHECK_LINES(lines);
}

TEST(blank_hints)
{
	static const char *const lines[] = {
		"平均处理时间不超过«X分钟（根据具体约定填写）»。",
		"甲方：«[公司全称]»\n注册地址：«[地址]»\n联系电话：«[电话]»\n",
		"服务期限自«[起始年]年[起始月]月[起始日]»日起，共计«[年数]»年。",
		"乙方应在«【填写支付期限】»内付款。",
		"乙方租赁车辆的用途为«选择一项。»",
		"交付日期：«单击此处输入日期»",
		"产品质量要求：«（应具体约定质量要求）»。",
		"«（根据签约主体数量增删）»\n丙方：«{{丙方名称}}»\n",
		"甲方：«【公司名称】»\n",
		"每月«【日期】»前支付。",
		"送货至«[区/县]»的«[收货人]»。",
		"本合同未尽事宜«（双方可在此处补充约定）»。",
		"«（本条由双方根据实际情况填写）»\n",
		"受託單位：«【公司全名】»（以下簡稱乙方）",
	};

	CHECK_LINES(lines);
}

TEST(blank_letters_and_crosses)
{
	static const char *const lines[] = {
		"首次解决率不低于«Y»%，首次响应不超过«Z»秒。",
		"甲方在收到发票后«N»个工作日内付款。",
		"外包期间自«XXXX年XX月XX»日算起，到«XXXX年XX月XX»日为止。",
		"报告于«20XX»年12月31日前提交。",
		"乙方：«XX»公司",
		"甲方：武汉«XXX»有限公司",
		"本合同价款为新台幣«XXX»元整。",
		"服务费为«××»元。",
		"甲方：«○○»股份有限公司",
		"验收日期为«2007年月？日»，费用为人民币«？？»元。",
		"违约金为合同总额的«**»*%。",
		"自«X年X月X»日起。",
		"评分不低于«X.X»分，可用率不低于«XX.XX»%。",
		"系統異常時，乙方應於«○»小時內排除。",
		"经销商：«****»（以下简称“经销商”）手机：139«XXXXXXXX»，热线：400-XXX-«XXXX»。",
	};

	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		if (i != 10)
			check_line(test, lines[i]);
}

TEST(blank_letters_that_are_names)
{
	static const char *const lines[] = {
		"系统提供7X24小时服务，可用性不低于99.9%。",
		"提供7×24小时热线。",
		"乙方应配备N95口罩20个，并提供X光机一台。",
		"甲方于T+3日内完成结算。",
		"服务费按坐席数计算，其中N为当月实际在岗坐席数，合计N席。",
		"手机号登记为138****1234的脱敏格式。",
		"手机号登记为139XXXX1234，备件型号为AB-XXXX。",
		"请求返回HTTP 5XX状态码的，视为失败。",
		"机柜尺寸为600×800毫米。",
		"型号为XXL-100的工作服。",
		"甲方的**日常**沟通由项目经理负责。",
		"第一段。\n***\n第二段。\n",
		"根据《XXX合同法》及有关法规。",
		"民国一○○年五月一○日签订。",
		"第一条 总则..........1\n第二条 价款..........2\n",
		"本协议正文——包括全部附件——构成完整约定……",
	};

	CHECK_LINES(lines);
}

TEST(blank_variables)
{
	static const char *const lines[] = {
		"甲方：«{{甲方名称}}»\n地址：«${company.address}»\n",
		"购车方«{乙方}»（以下简称“乙方”）",
		"甲方：«<甲方名称>»",
		"«{%tr for item in items %}»",
		"«{{r 合同金额}}»元",
		"合同期从«${y1}年${m1}月${d1}»日起。",
	};
	static const char *const none[] = {
		"# 服务条款 {#id-12}\n",
		"第一行<br>第二行",
		"当 a < b 且 c > d 时，适用甲方标准。",
	};

	CHECK_LINES(lines);
	CHECK_LINES(none);
}

TEST(blank_labels_without_a_value)
{
	static const char *const lines[] = {
		"«甲方：»\n«乙方：»\n鉴于双方拟开展合作，经协商一致，订立本合同。\n",
		"甲方：北京一二三公司\n«法定代表人：»\n«联系电话：»\n«开户行：»\n账号：6222020000001234\n",
		"«供方（乙方）：»\n«地址：»\n«税 号：»\n«电话（Tel）：»\n根据有关法律规定，双方订立本合同，共同遵守。\n",
		"«法定代表人:» «联系电话:»\n\n乙方：上海四五六公司\n",
		"户名：某某商行\n«账号：»\n«开户行：»\n第四条 违约责任\n逾期付款的，按日支付违约金。\n",
		"运费由乙方承担，«交货期为：»\n二、质量要求\n按国家标准执行。\n",
		"三、«交货地点、方式及货物接收人：» 。\n四、运输方式：汽运。\n",
		"服务项目：电话客服，«计费单位：»，单价：10元；",
		"服务合同书«甲方(客户方):»«乙方(服务方):»甲乙双方经平等协商，签订本协议。",
		"«出租方：(甲方)»\n«身份证号：»\n«承租方：(乙方)»\n«身份证号：»\n根据民法典，双方订立本合同，共同遵守。\n",
		"甲方：一二三公司\n（以下简称甲方）\n«（以下简称乙方）»\n双方就合作事宜约定如下：\n",
		"因业务需要，«委請  君»(以下簡稱乙方)提供服務。",
		"«出租方（甲方）：»\n«承租方（乙方）：»\n使用工地：\n\n经双方商定，甲方出租设备。\n",
		"«借款方：»身份证：«____»，«住址：» 保证方（丙方）：«____»，签字为据。",
	};

	CHECK_LINES(lines);
}

TEST(blank_labels_with_a_value_elsewhere)
{
	static const char *const lines[] = {
		"立約人：\n供應商：某某股份有限公司\n經銷商：某甲有限公司",
		"甲方：\n北京一二三科技有限公司\n乙方：\n上海四五六贸易有限公司\n",
		"服务内容如下：\n1. 电话接听；\n2. 在线客服。\n",
		"付款方式：\n（1）首期款30%；\n（2）尾款70%。\n",
		"验收标准：\n成果符合本合同约定的，视为验收合格。\n",
		"甲方的权利和义务：\n甲方有权监督服务质量，并提出改进意见。\n",
		"联系人：由双方在启动会上书面确认\n",
		"联系电话：/\n传真：/\n",
		"甲方开户银行名称、地址和账号为：\n开户银行：建设银行\n地址：天河路\n账号：44001\n",
		"协调人：姓名：张三，电话：12345。",
		"费用合计：人民币（大写）：壹万元整。",
		"保密义务如下：\n甲方：\n1. 不得泄露技术资料；\n2. 不得复制。\n",
		"敬告甲方：\n请仔细阅读本告知书，并在充分理解后签字确认。\n",
		"注意事项：\n请妥善保管。\n",
		"鉴于：\n甲方是一家依法设立的公司。\n",
		"乙方有下列行为之一的，甲方有权扣除押金：\n（一）转租的；\n（二）欠租的。\n",
		"收款账户：\n户名：青禾商贸有限公司\n账号：6222\n",
		"法定代表人：陆某某　联系人：姜某　电话：0570-2216088\n",
		"地址：\n某市某区某路8号　电话：010-12345678\n",
		"甲方（盖章）：某市某某有限公司　代表（签字）：童某某　2026年3月6日\n",
		"乙方应于每月五日前汇入甲方账户：\n银行：建设银行　户名：张三\n",
		"委托方：（以下简称“品牌方”）某某科技有限公司\n受托方：（以下简称“工厂”）某某化妆品厂\n",
		"三、乙方违约的，甲方可以解除合同，并没收保证金：\n（一）逾期的；\n（二）转包的。\n",
	};

	CHECK_LINES(lines);
}

TEST(blank_gaps_that_left_no_mark)
{
	static const char *const lines[] = {
		"服务费«总金额为元»（«大写：圆整»）。",
		"甲方可以«提前个工作日»以书面形式要求变更。",
		"开发完毕«后个工作日»内完成验收。",
		"合作期限«自年月日»起«至年月日»止。",
		"共«计个月»，租金按月支付。",
		"（大写）«人民币元整»（«￥.00元»）。",
		"租金为«人民币（大写）万仟佰拾元整»（«¥»）。",
		"房屋坐落于人民路，«室厅卫»，«第层»，«面积平米»。",
		"按如下«第种方式»处理。",
		"居住人数«不得超过人»，且均须登记。",
		"本合同«一式份»，双方«各执份»。",
		"响«应时间秒»，到场时间另计。",
		"签订日期：«2018年月日»",
		"乙方应在收到通知«后日内»答复。",
		"维护费«每台元»，管理费率为5%，税«率%»。",
		"每批数据量«不少于张»，应在收到后«小时内»响应，«小时内»到场。",
		"本契约正本二份，«副本　份»。",
	};

	CHECK_LINES(lines);
}

TEST(blank_units_that_need_no_number)
{
	static const char *const lines[] = {
		"员工应登记姓名、性别及出生年月日。",
		"期间按照公历年、月、日计算。",
		"单价（元）按附件执行，单位：元。",
		"金额以人民币元为单位计算。",
		"每个工作日9:00至18:00提供服务。",
		"首个月的费用减半，每个月结算一次，上个月的账单次月寄出。",
		"第三方不得主张权利，次第进行。",
		"三个工作日内答复，逾期半个月的视为放弃。",
		"服务时间为工作日的周一至周五。",
		"百分之三十，即总价的30%。",
		"价款以美元计价，汇率按当日牌价。",
		"按年、月、日计收，不足一天按一天计。",
		"当日内送达的，视为次日内签收。",
		"人民币（¥）为唯一结算货币。",
		"总价￥100,000.00元，大写人民币壹拾万元整。",
	};

	CHECK_LINES(lines);
}

TEST(blank_choices)
{
	static const char *const lines[] = {
		"付款方式：«□ 月付 □ 季付 □ 年付»\n",
		"付款方式：«☐ 匯款 ☐ 支票»\n",
		"交付方式：\n«□自提\n□送货上门»\n验收由甲方负责。\n",
		"付款方式：☑ 月付 □ 季付 □ 年付\n",
		"发票类型：■增值税专用发票 □增值税普通发票\n",
		"是否需要培训：□是 √否\n",
		"■ 1.会员义务\n■ 2.保管义务\n",
		"- [ ] 承兑汇票\n- [x] 银行转账\n",
		"- «[ ]» 承兑汇票\n- «[ ]» 银行转账\n",
		"收费方式：«□包干制　□»酬金制（在选定的方式前打√）。",
		"餐点：«□荤食　□素食　□»各半；付款方式：■汇款　□现金。",
		"承包方式：\n√ 包工、部分包料\n□ 包工包料\n□ 包工\n",
	};

	CHECK_LINES(lines);
}

TEST(blank_open_terms)
{
	static const char *const lines[] = {
		"考核指标：«待定»。",	      "服务单价«TBD»。",    "项目经理（«待定»）负责协调。",
		"未尽事宜，由双方另行协商。", "待定稿后提交甲方。", "乙方于«TBD»日内给出结论。",
		"经销商：«（公司名称）»",     "在«[省份]»内销售。", "甲方（公司名称）应当盖章。",
		"| 平均处理时长 | «待甲方确定» | 月 |\n", "须待甲方确认，乙方方可进场。",
	};

	CHECK_LINES(lines);
}

/* What is known about the only blank of a text. */
static void check_blank(struct test_run *test, const char *text, const char *at, const char *unit,
			enum blank_need need)
{
	const struct norm *norm;
	struct blanks blanks = find_in(test, str_from(text), &norm);

	CHECK_UINT(blanks.n, 1);
	if (blanks.n != 1) {
		show(test, text, norm, blanks);
		return;
	}
	CHECK_STR(str_at(norm->text, blanks.p[0].at), at);
	CHECK_STR(str_at(norm->text, blanks.p[0].unit), unit);
	if (blanks.p[0].need != need)
		fprintf(stderr, "%s: need %d, not %d\n", text, (int)blanks.p[0].need, (int)need);
	CHECK(blanks.p[0].need == need);
}

TEST(blank_needs)
{
	check_blank(test, "应在____个工作日内支付。", "____", "个工作日", NEED_DURATION);
	check_blank(test, "合同期限为____年，自签订之日起算。", "____", "年", NEED_DURATION);
	check_blank(test, "自____年__月__日起。", "____年__月__", "日", NEED_DATE);
	check_blank(test, "自    年    月    日起。", "␣年␣月␣", "日", NEED_DATE);
	check_blank(test, "于20__年12月31日前完成。", "20__年12月31日", "", NEED_DATE);
	check_blank(test, "甲方应于每月____日前支付。", "____", "日", NEED_DATE);
	check_blank(test, "违约金为总价的____%。", "____", "%", NEED_RATIO);
	check_blank(test, "服务费为人民币____万元。", "____", "万元", NEED_MONEY);
	check_blank(test, "大写：____。", "____", "", NEED_MONEY);
	check_blank(test, "本合同一式____份。", "____", "份", NEED_COUNT);
	check_blank(test, "按下列第____种方式处理。", "____", "种", NEED_CHOICE);
	check_blank(test, "统一社会信用代码：____", "____", "", NEED_IDENTITY);
	check_blank(test, "乙方联系电话：____", "____", "", NEED_CONTACT);
	check_blank(test, "开户行：____", "____", "", NEED_ACCOUNT);
	check_blank(test, "甲方（委托方）：____", "____", "", NEED_PARTY);
	check_blank(test, "乙方：____公司", "____", "公司", NEED_PARTY);
	check_blank(test, "交货地点：____", "____", "", NEED_PLACE);
	check_blank(test, "产品名称：____", "____", "", NEED_NAME);
	check_blank(test, "甲方可以提前个工作日书面通知。", "提前个工作日", "个工作日",
		    NEED_DURATION);
	check_blank(test, "合同编号：____", "____", "", NEED_NUMBER);
	check_blank(test, "处理时间不超过X分钟（根据具体约定填写）。", "X分钟（根据具体约定填写）",
		    "分钟", NEED_DURATION);
}

TEST(blank_fields)
{
	const struct norm *norm;
	struct blanks blanks =
		find_in(test, STR("甲方收到发票后，应在____日内支付总价的____%。"), &norm);

	CHECK_UINT(blanks.n, 2);
	if (blanks.n != 2)
		return;
	CHECK_STR(str_at(norm->text, blanks.p[0].field), "应在");
	CHECK_STR(str_at(norm->text, blanks.p[1].field), "内支付总价的");
	CHECK(!blanks.p[0].formality);
	CHECK_UINT(blank_from(blanks, 0), 0);
	CHECK_UINT(blank_from(blanks, blanks.p[0].at.end), 1);
	CHECK_UINT(blank_from(blanks, (uint32_t)norm->text.n), 2);
}

TEST(blank_formalities)
{
	const struct norm *norm;
	struct blanks blanks =
		find_in(test, STR("合同编号：____\n签订地点：____\n交货地点：____\n"), &norm);

	CHECK_UINT(blanks.n, 3);
	CHECK(blanks.n == 3 && blanks.p[0].formality && blanks.p[1].formality &&
	      !blanks.p[2].formality);
}

TEST(blank_floods_are_bounded)
{
	static const char *const pieces[] = {
		"_",	 "（",	     "□",  "【",	 "{",	 "<",	     "：",
		"￥",	 "年",	     "X",  "*",		 "“",	 "甲方：\n", "字   字",
		"_字，", "联系人\n", "万", "（以下简称", "待定",
	};
	enum { SIZE = 200000 };

	for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
		size_t size = strlen(pieces[i]), n = 0;
		char *text = arena_alloc(test->arena, SIZE + size);
		const struct norm *norm;
		struct blanks blanks;

		for (; n < SIZE; n += size)
			memcpy(text + n, pieces[i], size);
		blanks = find_in(test, (struct str){text, n}, &norm);
		for (uint32_t b = 0; b + 1 < blanks.n; b++)
			if (blanks.p[b].at.end > blanks.p[b + 1].at.begin) {
				CHECK(!"blanks overlap");
				break;
			}
	}
}
