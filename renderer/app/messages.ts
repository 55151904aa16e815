/** All words of the interface: a namespace a feature, the same keys in both languages. */
import { en as componentsEn } from '../components/messages.en.ts';
import { zh as componentsZh } from '../components/messages.zh-CN.ts';
import { en as followUpEn } from '../features/follow-up/messages.en.ts';
import { zh as followUpZh } from '../features/follow-up/messages.zh-CN.ts';
import { en as guideEn } from '../features/guide/messages.en.ts';
import { zh as guideZh } from '../features/guide/messages.zh-CN.ts';
import { en as licenceEn } from '../features/licence/messages.en.ts';
import { zh as licenceZh } from '../features/licence/messages.zh-CN.ts';
import { en as managerEn } from '../features/manager/messages.en.ts';
import { zh as managerZh } from '../features/manager/messages.zh-CN.ts';
import { en as papersEn } from '../features/papers/messages.en.ts';
import { zh as papersZh } from '../features/papers/messages.zh-CN.ts';
import { en as uploadEn } from '../features/upload/messages.en.ts';
import { zh as uploadZh } from '../features/upload/messages.zh-CN.ts';
import { en as recoveryEn } from '../features/recovery/messages.en.ts';
import { zh as recoveryZh } from '../features/recovery/messages.zh-CN.ts';
import { en as windowEn } from '../features/window/messages.en.ts';
import { zh as windowZh } from '../features/window/messages.zh-CN.ts';
import { en as appEn } from './messages.en.ts';
import { zh as appZh } from './messages.zh-CN.ts';

export const messages = {
  'zh-CN': { app: appZh, components: componentsZh, 'follow-up': followUpZh, guide: guideZh, window: windowZh, manager: managerZh, licence: licenceZh, papers: papersZh, recovery: recoveryZh, upload: uploadZh },
  en: { app: appEn, components: componentsEn, 'follow-up': followUpEn, guide: guideEn, window: windowEn, manager: managerEn, licence: licenceEn, papers: papersEn, recovery: recoveryEn, upload: uploadEn },
} as const;
