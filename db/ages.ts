import type { AskAge } from '../src/core/records/numbers.ts';

const within: readonly [AskAge, string][] = [
  ['under an hour', '1 hour'],
  ['under a day', '1 day'],
  ['under a week', '7 days'],
];
const beyond: AskAge = 'older';

/** A SQL expression for how long the present revision of a question has waited at the time `now`, which is a SQL expression too. */
export const ageOf = (now: string): string =>
  `case ${within.map(([age, time]) => `when coalesce(revised_at, opened_at) > ${now} - interval '${time}' then '${age}'`).join(' ')} else '${beyond}' end`;
