import type { Strings } from './strings-ru.ts'

const asBefore = 'Answers come from the former data.'

/** Texts in English for the closed lists of a run. */
export const englishUpdatesStrings: Strings['updates'] = {
  outcome: {
    updated: { title: 'Updated', means: 'Answers come from the new data.', todo: '' },
    unchanged: {
      title: 'Nothing new',
      means: 'The publisher has changed nothing since the last time: its latest data are here.',
      todo: '',
    },
    'stays-returned': {
      title: 'The returned register was kept',
      means: 'The publisher has newer data, but an administrator went back from them. They are not taken again by themselves.',
      todo: 'When the reason is gone, press “Take again” on the page “Data”.',
    },
    'publisher-frozen': {
      title: 'The publisher has not updated',
      means: 'The connection works and the source answers, but it has no new data. Answers come from the former data, whose age grows.',
      todo: 'Let the administrator ask the publisher of the register. The network is fine.',
    },
    'no-source': {
      title: 'No connection to the source',
      means: 'Nobody knows whether there are new data. Answers come from the former data, whose age grows. What arrived is kept.',
      todo: 'The program tries again by itself. If that does not help by morning, check the network or call the administrator.',
    },
    held: {
      title: 'Waiting for an administrator',
      means: `The new data differ suspiciously from the former ones. ${asBefore}`,
      todo: 'The administrator compares the figures and accepts the data with a reason, or waits for the next publication.',
    },
    refused: { title: 'The data were refused', means: asBefore, todo: 'The program tries the other addresses and again by itself.' },
    'disk-full': {
      title: 'The disk is full',
      means: `${asBefore} The journal of checks is fine.`,
      todo: 'Free some disk space, then press “Update now”.',
    },
    cancelled: { title: 'Stopped by hand', means: `${asBefore} What arrived is kept.`, todo: '' },
    'clock-wrong': {
      title: 'The clock of this computer is wrong',
      means: `By such a clock nobody can tell whether data are fresh. ${asBefore}`,
      todo: 'Correct the date and time of this computer, then press “Update now”.',
    },
    'station-failed': { title: 'Trouble on this computer', means: asBefore, todo: '' },
  },

  updatedBy: { deltas: 'the changes came', snapshot: 'the whole register came' },
  frozen: {
    expired: 'Its signature has expired: it no longer vouches for these data.',
    late: 'There has been nothing new for over two promised periods.',
    lateSince: (when) => `There has been nothing new for over two promised periods. Its latest data are as of ${when}.`,
  },
  needed: (size) => `${size} more are needed.`,
  neededUnknown: 'Writing broke off half-way.',
  clocks: (clock, trusted) => `The clock says ${clock}, but the publisher signed the data on ${trusted}.`,
  staysAt: (sequence) => `Publication no. ${sequence} is not taken.`,

  refusal: {
    'arbitrary-installation': {
      what: 'The signature is foreign: another publisher signed the data.',
      todo: 'Call the administrator: the address is mistaken or the source was exchanged.',
    },
    'key-compromise': {
      what: 'The publisher changes its keys, but signatures under the change are missing.',
      todo: 'Call the administrator, who asks the publisher by telephone and compares the fingerprint.',
    },
    rollback: {
      what: 'The source gives an older publication than was here already.',
      todo: 'Let the administrator check the copy at the source.',
    },
    'mix-and-match': {
      what: 'The files of the source are of different publications: it seems to be in the middle of an update.',
      todo: '',
    },
    'endless-data': { what: 'A file of the source is longer than was signed.', todo: 'Let the administrator check the source.' },
    'wrong-file': { what: 'A file of the source is not the one that was signed: damaged or exchanged.', todo: '' },
    'metadata-refused': { what: 'The listing of the source did not pass the check of signatures.', todo: '' },
    'not-a-feed': {
      what: 'What answers at the address is no register feed but some page, such as a network log-in.',
      todo: 'Check that this computer is on the internet, or call the administrator.',
    },
    'wrong-dataset': { what: 'This is another dataset than the station follows.', todo: 'Let the administrator check the address.' },
    'sequence-fell': { what: 'The publication number has fallen.', todo: 'Let the administrator tell the publisher.' },
    'sequence-reused': { what: 'Other data lie under the same publication number.', todo: 'Let the administrator tell the publisher.' },
    'dataset-unreadable': { what: 'The description of the dataset cannot be read.', todo: 'Let the administrator tell the publisher.' },
    'dataset-newer': { what: 'The data are for a newer program.', todo: 'Let the administrator update Polis Desk.' },
    'key-missing': {
      what: 'The data are encrypted with a new key that is not here.',
      todo: 'Let the administrator get a new enrolment file from the publisher: page “Enrolment”.',
    },
    'demo-into-real': { what: 'Demo data and real data are never mixed.', todo: 'A demo wants a data folder of its own.' },
    'part-missing': { what: 'The source lacks one of the parts: its copy seems incomplete.', todo: '' },
    'part-too-short': { what: 'One of the parts is shorter than was signed: the copy seems incomplete.', todo: '' },
    'part-unreadable': { what: 'One of the parts cannot be decrypted or read.', todo: 'Let the administrator tell the publisher.' },
    nobody: { what: 'There is not a single person in the data.', todo: 'Let the administrator tell the publisher.' },
    'digest-differs': {
      what: 'The register that was built differs from what the publisher signed, and was thrown away.',
      todo: 'If it happens again, let the administrator tell the publisher.',
    },
  },

  source: {
    'not-asked': 'not asked: others were enough',
    good: 'in order',
    late: 'answers, but its data are older than promised',
    expired: "answers, but the publisher's signature has expired",
    silent: 'does not answer',
    slow: 'answers too slowly',
    'no-feed': 'there is no register at this address',
    refused: 'the data were refused',
  },

  phase: {
    metadata: 'Asking the source',
    download: 'Downloading',
    verify: 'Checking what has come already',
    decode: 'Writing records',
    insert: 'Writing records',
    index: 'Building indexes',
    digest: "Comparing the result with the publisher's signature",
    switch: 'Switching to the new data',
  },
  phaseShort: {
    metadata: 'asking',
    download: 'download',
    verify: 'check of what came',
    decode: 'decryption',
    insert: 'writing',
    index: 'indexes',
    digest: 'comparison',
    switch: 'switch',
  },

  why: {
    first: 'the first load',
    nightly: 'as scheduled',
    missed: 'the night was missed',
    retry: 'again after a failure',
    manual: 'by hand',
  },

  brake: {
    'people-fall': {
      title: 'There are far fewer people',
      figures: (before, after, share) => `There were ${before} people, there would be ${after}: ${share} fewer.`,
    },
    'valid-policies-fall': {
      title: 'The share of the insured has dropped',
      figures: (before, after, share) => `${before} were insured, ${after} would be. Their share changes: ${share}.`,
    },
    'insurer-vanished': {
      title: 'An insurer has vanished from the data',
      figures: (before, _after, share) => `It had ${before} insured people, ${share} of all. None would be left.`,
    },
    quarantined: {
      title: 'Many records cannot be read',
      figures: (before, after, share) => `${before} records could not be read, ${after} would be: ${share} of all.`,
    },
  },
  insurerCodes: (codes) => `Codes of insurers: ${codes}.`,
}
