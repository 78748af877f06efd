import { RESTJSONErrorCodes as Code } from 'discord.js';

/** What a code of Discord's means for us, where a message is sent, changed or looked for. */
export type Verdict =
  'dead place' | 'archived' | 'no edit' | 'blocked' | 'no webhook' | 'absent' | 'outage' | 'refused';

/** A forum that wants a tag with each post, and a guild with too many threads, take nothing before somebody changes that. */
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
  // By what the server's owners have forbidden: in words that somebody else wrote, most of the time.
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

/** A code that we don't know is a refusal: sending the same again would not help. */
export const verdictOf = (code: number): Verdict => verdicts.get(code) ?? 'refused';
