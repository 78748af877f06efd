// A day is a text, "2025-03-02": it has no time and no zone.

const day = 24 * 60 * 60 * 1000;

export const addDays = (from, count) => new Date(Date.parse(from) + count * day).toISOString().slice(0, 10);

export const daysBetween = (from, to) => (Date.parse(to) - Date.parse(from)) / day;

export const isSunday = (date) => new Date(date).getUTCDay() === 7;
