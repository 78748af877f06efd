import { z } from 'zod';
import type { Account } from '../../../core/people/actor.ts';

/** Slack's ids: a team is T… (an organisation E…), a user U… or W…; at most 20 letters as far as anybody has seen. */
export const id = z.string().regex(/^[A-Z0-9]{2,32}$/);
/** The id of a message: the seconds at which it was posted, and a serial number. */
export const ts = z.string().regex(/^[0-9]{1,12}\.[0-9]{1,9}$/);

const slackAccount = (team: string, user: string): Account => ({ surface: 'slack', team, user });

export const actor = z.looseObject({
  user: z.looseObject({ id, team_id: id.optional() }),
  team: z.looseObject({ id }).nullish(),
});

/**
 * Of an interaction: `user.team_id` is the person's own company, `team` the workspace in which it was done, which is theirs too
 * unless they are from elsewhere. A team that nobody names is no team of any project (S9).
 */
export const accountOfActor = ({ user, team }: z.infer<typeof actor>): Account =>
  slackAccount(user.team_id ?? team?.id ?? unknownTeam, user.id);

const unknownTeam = '?';

/** Which fields name the author's own company; `team` alone stands in messages of people of other companies too. */
export const author = z.looseObject({
  user: id,
  user_team: id.nullish(),
  source_team: id.nullish(),
  team: id.nullish(),
});

/** Of words: in a channel that is shared with another company, a message that names no team could be anybody's. */
export function accountOfAuthor(
  message: z.infer<typeof author>,
  { team_id, is_ext_shared_channel }: Envelope,
): Account {
  const own = message.user_team ?? message.source_team ?? message.team;
  const usual = is_ext_shared_channel === true ? unknownTeam : team_id;
  return slackAccount(own ?? usual, message.user);
}

/** Around every event. */
export const envelope = z.looseObject({ team_id: id, is_ext_shared_channel: z.boolean().optional() });
export type Envelope = z.infer<typeof envelope>;
