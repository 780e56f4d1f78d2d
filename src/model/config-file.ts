/** The file that makes a folder a community, at its root. */
export const CONFIG_FILE = 'cop.yml';
