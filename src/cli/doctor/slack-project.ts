import { fault, note, ok, type Finding } from './finding.ts';
import { errorIn, isGood, partOf, type Call } from './slack-call.ts';

/** What a project file names of Slack. */
export interface SlackProject {
  name: string;
  /** Channel ids. */
  channels: string[];
  /** `team/user` of its people. */
  accounts: string[];
  /** `team/usergroup` of its groups. */
  groups: string[];
}

export interface Workspace {
  bot: string;
  team: string;
  teamId: string;
}

/** Slack lets about fifty calls a minute through: enough for a word about each, and no flood. */
const most = 25;

export async function checkSlackProject(call: Call, workspace: Workspace, project: SlackProject): Promise<Finding[]> {
  const { name, channels } = project;
  if (channels.length === 0)
    return [note('slack channels', `${name} names no channel of Slack: nothing is posted there`)];
  const found = await Promise.all([
    ...channels.slice(0, most).map((id) => checkChannel(call, workspace, { id, name })),
    checkPeople(call, workspace, project),
    checkGroups(call, workspace, project),
  ]);
  return found.flat();
}

const scopesAbove = 'See to the scopes above.';
const unseen = (bot: string): string =>
  `Copy its id from the foot of the channel's details. If it is private, write /invite @${bot} in it.`;

async function checkChannel(call: Call, { bot }: Workspace, place: { id: string; name: string }): Promise<Finding> {
  const check = 'slack channels';
  const answer = await call('conversations.info', { channel: place.id });
  if (!isGood(answer)) {
    const error = errorIn(answer);
    const found = `${place.name} names the channel ${place.id}, which the bot can't see: ${error}`;
    return fault(check, found, error === 'missing_scope' ? scopesAbove : unseen(bot));
  }
  const { name, is_member: isMember, is_archived: isArchived } = partOf(answer, 'channel');
  const called = `#${String(name)} (${place.id}), of ${place.name}`;
  if (isArchived === true)
    return fault(check, `${called}, is archived`, 'Unarchive it, or name another under `places`.');
  if (isMember === true) return ok(check, `the bot is in ${called}`);
  return fault(check, `the bot is not in ${called}`, `Write /invite @${bot} in it.`);
}

const ofTeam = (written: readonly string[], teamId: string): string[] =>
  written.flatMap((it) => (it.startsWith(`${teamId}/`) ? [it.slice(teamId.length + 1)] : []));

/** People of other companies come in by shared channels: their accounts bear other teams, and can't be looked up. */
async function checkPeople(call: Call, { team, teamId }: Workspace, project: SlackProject): Promise<Finding[]> {
  const check = 'slack people';
  const users = ofTeam(project.accounts, teamId);
  if (users.length === 0 && ofTeam(project.groups, teamId).length === 0) {
    const remedy = `Write \`slack: ${teamId}/U…\` under a person's \`accounts\`: Profile → ⋮ → Copy member ID.`;
    return [fault(check, `${project.name} knows nobody in ${team} (${teamId}): nobody may do anything there`, remedy)];
  }
  const answers = await Promise.all(users.slice(0, most).map((user) => call('users.info', { user })));
  const gone = users.filter((_, index) => answers[index]?.body?.error === 'user_not_found');
  if (gone.length === 0) return [ok(check, `${project.name} knows ${users.length} in ${team}`)];
  const remedy = 'Copy each member ID anew: Profile → ⋮ → Copy member ID.';
  return [
    fault(
      check,
      `${project.name} names ${gone.join(', ')}, who ${gone.length > 1 ? 'are' : 'is'} not in ${team}`,
      remedy,
    ),
  ];
}

async function checkGroups(call: Call, { team, teamId }: Workspace, project: SlackProject): Promise<Finding[]> {
  const check = 'slack groups';
  const named = ofTeam(project.groups, teamId);
  if (named.length === 0) return [];
  const answer = await call('usergroups.list');
  if (!isGood(answer)) return [fault(check, `they can't be read: ${errorIn(answer)}`, scopesAbove)];
  const listed = answer.body?.usergroups;
  const there = Array.isArray(listed) ? (listed as { id: string }[]).map(({ id }) => id) : [];
  const gone = named.filter((id) => !there.includes(id));
  if (gone.length === 0) return [ok(check, `the ${named.length} of ${project.name} are there`)];
  const remedy = 'Copy the id from the link of the group (People & user groups), or enable the group again.';
  return [fault(check, `${project.name} names ${gone.join(', ')}, which ${team} does not have`, remedy)];
}
