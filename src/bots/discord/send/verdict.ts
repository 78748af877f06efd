import { RESTJSONErrorCodes as Code } from 'discord.js';

/** What an error code of Discord's means for a message that we send, edit or look for. */
export type Verdict =
  'dead place' | 'archived' | 'no edit' | 'blocked' | 'no webhook' | 'absent' | 'outage' | 'refused';

/** Dead, too, is a forum that demands a tag with each post, and a place in a guild with too many threads: somebody has to change that. */
const names: Record<Exclude<Verdict, 'refused'>, readonly Code[]> = {
  'dead place': [
    Code.UnknownChannel,
    Code.UnknownGuild,
    Code.MissingAccess,
    Code.MissingPermissions,
    Code.CannotSendMessagesInNonTextChannel,
    Code.CannotExecuteActionOnThisChannelType,
    Code.TagRequiredToCreateAForumPostInThisChannel,
    Code.MaximumActiveThreads,
    Code.MaximumActiveAnnouncementThreads,
  ],
  // 50083, and 160005 for a locked one.
  archived: [Code.InvalidActionOnArchivedThread, Code.ThreadLocked],
  'no edit': [
    Code.UnknownMessage,
    Code.CannotEditMessageAuthoredByAnotherUser,
    Code.MaximumNumberOfEditsToMessagesOlderThanOneHourReached,
  ],
  // By rules of the server's owners, mostly because of words that somebody else wrote.
  blocked: [
    Code.MessageWasBlockedByAutomaticModeration,
    Code.TitleWasBlockedByAutomaticModeration,
    Code.MessageBlockedByHarmfulLinksFilter,
  ],
  'no webhook': [Code.UnknownWebhook, Code.InvalidWebhookToken],
  absent: [
    Code.UnknownUser,
    Code.UnknownMember,
    Code.CannotSendMessagesToThisUser,
    Code.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds,
  ],
  outage: [
    Code.APIResourceOverloaded,
    Code.SendMessagesHasBeenTemporarilyDisabled,
    Code.ActionCannotBePerformedDueToSlowmodeRateLimit,
    Code.ChannelWriteRateLimit,
  ],
};

const verdicts = new Map(
  Object.entries(names).flatMap(([verdict, codes]) => codes.map((code) => [code, verdict as Verdict] as const)),
);

/** An unknown code counts as a refusal: sending the same again would not help. */
export const verdictOf = (code: number): Verdict => verdicts.get(code) ?? 'refused';
