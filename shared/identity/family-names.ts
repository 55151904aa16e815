/** Chinese family names of two characters (复姓) that are still borne, so that a mask does not cut one in half. */
const compound: ReadonlySet<string> = new Set(
  (
    '欧阳 司马 上官 夏侯 诸葛 东方 皇甫 尉迟 公羊 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 公孙 仲孙 轩辕 ' +
    '令狐 钟离 宇文 长孙 慕容 鲜于 闾丘 司徒 司空 司寇 亓官 子车 颛孙 端木 巫马 公西 漆雕 乐正 壤驷 公良 ' +
    '拓跋 夹谷 宰父 谷梁 百里 东郭 南门 呼延 羊舌 微生 梁丘 左丘 东门 西门 南宫 第五 纳兰 完颜 赫连 叶赫 ' +
    '那拉 达奚 褚师 歐陽 司馬 諸葛 東方 尉遲 軒轅 鍾離 長孫 鮮于 獨孤 独孤 爱新'
  ).split(' '),
);

/** True for 欧阳, 诸葛 and their like; the text is two characters. */
export function isCompoundFamilyName(text: string): boolean {
  return compound.has(text);
}
