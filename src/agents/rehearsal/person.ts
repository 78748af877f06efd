/** A console of one person calls that person “You”: then our sentences speak to the reader. */
const isReader = (name: string): boolean => /^you$/i.test(name);

export const wrote = (name: string): string => (isReader(name) ? 'you wrote' : `${name} wrote`);
export const asAsked = (name: string): string => (isReader(name) ? 'as you ask' : `as ${name} asks`);
export const inSentence = (name: string): string => (isReader(name) ? 'you' : name);
