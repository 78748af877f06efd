/**
 * The application's flags that say it may read what people write: granted to a bot in 100 servers and more, or switched on
 * by its owner (https://discord.com/developers/docs/resources/application#application-object-application-flags).
 */
export const messageContentFlags = (1 << 18) | (1 << 19);
