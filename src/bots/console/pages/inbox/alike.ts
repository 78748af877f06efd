import { mergeAlike, type Merged } from '../../../../core/ask/alike.ts';
import type { PersonalAsk } from '../asks/read.ts';

export type Entry = Merged<PersonalAsk>;

export const merge = (waiting: readonly PersonalAsk[]): Entry[] => mergeAlike(waiting, ({ view }) => view);
