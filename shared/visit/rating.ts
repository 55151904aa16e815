/**
 * Rating (好差评): how the visitor found the visit, in the five levels of 国办发〔2019〕51号. Voluntary, once a visit. The notice names the levels
 * and gives them no numbers; here 5 is the best, so that a 1 or a 2 is the complaint (差评) that has to be followed up.
 */
import { z } from 'zod';

/** 非常不满意, 不满意, 基本满意, 满意, 非常满意: the words of the levels 1 to 5. */
export const ratingWords = ['very-dissatisfied', 'dissatisfied', 'basically-satisfied', 'satisfied', 'very-satisfied'] as const;
export const RatingWord = z.enum(ratingWords);
export type RatingWord = z.infer<typeof RatingWord>;

export const RatingLevel = z.literal([1, 2, 3, 4, 5]);
export type RatingLevel = z.infer<typeof RatingLevel>;

/** A level as a number, however it was said. */
export const levelOf = (said: RatingLevel | RatingWord): RatingLevel => (typeof said === 'number' ? said : levels[said]);

const levels: Readonly<Record<RatingWord, RatingLevel>> = { 'very-dissatisfied': 1, dissatisfied: 2, 'basically-satisfied': 3, satisfied: 4, 'very-satisfied': 5 };

const words: Readonly<Record<RatingLevel, RatingWord>> = { 1: 'very-dissatisfied', 2: 'dissatisfied', 3: 'basically-satisfied', 4: 'satisfied', 5: 'very-satisfied' };

export const wordOf = (level: RatingLevel): RatingWord => words[level];

/** A complaint: somebody has to get back to it. */
export const isLow = (level: RatingLevel): boolean => level <= 2;

/** Working days in which a complaint is followed up. Our own figure: no public source for a counter was found. */
export const followUpDays = 5;
