/** Names of the two channels between the screen and the main process. */
export const channels = { call: 'desk:call', event: 'desk:event' } as const
