import { privilegedIntents } from '../bots/discord/intents.ts';
import { inviteLink } from '../bots/discord/invite.ts';
import { discordPermissions } from '../bots/discord/permissions.ts';
import { findApplication } from '../cli/doctor/discord-call.ts';
import { printInvitation } from '../cli/invite.ts';
import { ConfigError, readConfig } from '../config.ts';

/** Prints the link that brings the bot into a Discord server, with what it asks for and why. */
export async function invite(): Promise<void> {
  const { discord, discordApplication } = readConfig().platforms;
  const id = discordApplication.id ?? (discord && (await findApplication(discord)));
  if (id === null) {
    throw new ConfigError(
      'config-discord-application',
      'It is not known which application to invite: set DISCORD_APPLICATION_ID to the Application ID at discord.com/developers/applications → General Information.',
    );
  }
  const link = inviteLink(id, discordApplication.apiUrl);
  const permissions = Object.values(discordPermissions);
  process.stdout.write(printInvitation({ link, permissions, intents: privilegedIntents }));
}
