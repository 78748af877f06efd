/** In a console with one person, that person's name is “You”. Sentences about them then have another grammar. */
const isReader = (name: string): boolean => /^you$/i.test(name);

export const wrote = (name: string): string => (isReader(name) ? 'you wrote' : `${name} wrote`);
export const asAsked = (name: string): string => (isReader(name) ? 'as you ask' : `as ${name} asks`);
export const inSentence = (name: string): string => (isReader(name) ? 'you' : name);
