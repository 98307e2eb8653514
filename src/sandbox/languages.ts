/** What a contact can speak, and where it can live: those of the languages that are installed, and a few zones. */
export const languages: [string, string][] = [
  ['en_US', 'English (US)'],
  ['fr_FR', 'French / Français'],
  ['de_DE', 'German / Deutsch'],
];
export const timezones: [string, string][] = [
  'Europe/Brussels',
  'Europe/Lisbon',
  'America/New_York',
  'UTC',
].map((zone) => [zone, zone]);
