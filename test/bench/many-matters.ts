/** A catalogue of thousands of matters, made by varying the sample: each matter for one more trade, with its own everyday words. */
import { MatterCode, type CatalogueDocument, type Matter } from '../../shared/catalogue/catalogue.ts';
import { sampleCatalogue } from './station.ts';

const trades = [
  '渔业', '船舶', '港口', '旅游', '餐饮', '建筑', '物流', '教育', '医疗', '家政', '农业', '林业', '纺织', '化工', '机械', '电子', '软件', '金融', '保险', '零售', '批发', '酒店', '出版', '印刷',
  '环保', '水利', '电力', '燃气', '通信', '邮政', '快递', '海运', '铁路', '航空', '造纸', '食品', '饮料', '制药', '家具', '服装', '皮革', '橡胶', '塑料', '玻璃', '陶瓷', '钢铁', '汽车', '养老', '托育', '殡葬',
];

/** The sample with `count` matters in all: the first hundred as they are, then trade after trade. */
export function manyMatters(count: number): CatalogueDocument {
  const sample = sampleCatalogue();
  const rounds = Math.ceil(count / sample.matters.length);
  const matters = Array.from({ length: rounds }, (_, round) => sample.matters.map((matter) => (round === 0 ? matter : varied(matter, round)))).flat();
  return { ...sample, matters: matters.slice(0, count) };
}

function varied(matter: Matter, round: number): Matter {
  const trade = trades[(round - 1) % trades.length] ?? '';
  // In front of the name or behind it, so that neither beginnings nor endings are all alike.
  const name = round % 2 === 0 ? `${trade}从业人员${matter.name}` : `${matter.name}（${trade}）`;
  return { ...matter, code: MatterCode.parse(`${matter.code}-${round}`), name, synonyms: matter.synonyms.map((synonym) => `${trade}${synonym}`) };
}
