import type { Claim } from '../evidence.contract.ts';

/** C1-C6: the six sections of the article, as far as the studies carry them. */
export const articleClaims: readonly Claim[] = [
  {
    id: 'C1',
    articleSection: 1,
    title: 'Softens next-days muscle soreness',
    plainLanguage:
      'After hard or unfamiliar exercise, people who get a massage usually rate their soreness a little lower over the following one to three days than people who do not.',
    mechanism:
      "Not settled. Candidate routes are lower pain sensitivity, expectation, and less swelling; 'breaking knots' is not supported.",
    caveat:
      'The soreness still comes. Size varies from nothing to roughly a third; sham-controlled and field trials show the smallest effects.',
    certainty: 'moderate',
    certaintyReason:
      'Three meta-analyses agree on direction, but unblinded trials, wide spread and suspected publication bias cost a level; the size alone would rate low.',
    timeWindowHours: {
      from: 24,
      to: 72,
      peak: 48,
    },
    studies: [
      'guo2017',
      'dupuy2018',
      'davis2020',
      'zainuddin2005',
      'hilbert2003',
      'smith1994',
      'mancinelli2006',
      'kargarfard2016',
      'andersen2013',
      'nunes2016',
      'wiewelhove2018',
      'visconti2015',
      'moraska2007',
    ],
    disagreement: ['hoffman2016', 'drake2012', 'dawson2004', 'jonhagen2004', 'best2008'],
    copyAllowed: [
      'may take the edge off soreness',
      'usually a small drop; some people notice none',
    ],
    copyForbidden: ['eliminates soreness', 'heals muscle faster', 'clinically proven'],
    dateChecked: '2026-11-23',
  },
  {
    id: 'C2',
    articleSection: 2,
    title: 'Restful care, with unclear effect on circulation',
    plainLanguage:
      'Massage asks no effort from tired muscles. Whether it sends more blood through them is doubtful; it warms and reddens skin, and one trial saw blood vessels dilate better for up to three days.',
    mechanism:
      'Local pressure can squeeze vessels during strokes; vessel-lining function may improve afterwards.',
    caveat:
      'Direct flow measurements show no rise, or a fall, during massage; light movement beats it. Do not promise flushing, lactate clearance or lymph drainage.',
    certainty: 'very low',
    certaintyReason:
      'Flow studies are small and contradict the claim; the one supportive trial used a surrogate in sedentary adults.',
    timeWindowHours: {
      from: 1.5,
      to: 72,
      peak: 1.5,
    },
    studies: ['franklin2014', 'hinds2004'],
    disagreement: [
      'wiltshire2010',
      'shoemaker1997',
      'tiidus1995',
      'hinds2004',
      'hemmings2000',
      'dakic2023',
      'weerapong2005',
    ],
    copyAllowed: ['adds no training load', 'a rest-based option on a tired day'],
    copyForbidden: ['boosts muscle blood flow', 'flushes lactic acid or toxins'],
    dateChecked: '2026-11-23',
  },
  {
    id: 'C3',
    articleSection: 3,
    title: 'Early inflammation signals may shift',
    plainLanguage:
      'In two very small lab studies, some chemical messengers of inflammation settled sooner after massage. Nobody has shown that this makes training adaptation better.',
    mechanism:
      'Mechanical pressure activates signalling (FAK/ERK) and lowered NF-kB, TNF-a and IL-6 in biopsies 2.5 h later.',
    caveat:
      'IL-6 moved in opposite directions in the two studies and a sham-controlled trial saw no neutrophil change. Treat as background science, not a benefit.',
    certainty: 'very low',
    certaintyReason:
      '11- and 9-person studies, biomarkers only, conflicting IL-6, no link to soreness or function.',
    timeWindowHours: {
      from: 0,
      to: 24,
      peak: 2.5,
    },
    studies: ['crane2012', 'white2020', 'smith1994', 'guo2017', 'dupuy2018', 'haas2013'],
    disagreement: ['hilbert2003', 'white2020'],
    copyAllowed: ['early lab signals, not yet a proven benefit'],
    copyForbidden: [
      'reduces inflammation',
      'speeds adaptation',
      'works like anti-inflammatory tablets',
    ],
    dateChecked: '2026-11-23',
  },
  {
    id: 'C4',
    articleSection: 4,
    title: 'Helps the body wind down for a while',
    plainLanguage:
      'Massage tends to slow the heart a little and leave people calmer during the session and shortly after.',
    mechanism: 'Pressure receptors and rest raise vagal (parasympathetic) activity.',
    caveat:
      'Measured for minutes, rarely longer. Quiet rest alone does part of it, and no trial shows better movement in the next workout.',
    certainty: 'low',
    certaintyReason:
      'Several small trials and a broad meta-analysis agree on short calm; HRV trials are short and few follow exercise.',
    timeWindowHours: {
      from: 0,
      to: 1,
      peak: 0,
    },
    studies: ['arroyo2008', 'delaney2002', 'diego2009', 'diego2004', 'meier2020', 'moyer2004'],
    disagreement: ['sripongngam2015', 'moyer2004'],
    copyAllowed: ['a calm hour', 'many people feel more relaxed straight afterwards'],
    copyForbidden: ['resets your nervous system', "improves tomorrow's performance"],
    dateChecked: '2026-11-23',
  },
  {
    id: 'C5',
    articleSection: 5,
    title: 'A short-lived gain in range of motion',
    plainLanguage:
      'Joints often move a little further right after massage, and strength later is usually unchanged.',
    mechanism:
      'More likely a higher tolerance of stretch than softer tissue: range rose with no change in tension or stiffness.',
    caveat:
      'Gains fade, and massage in the minutes before jumping, sprinting or maximal lifting can lower output. It did not restore range in sore muscle in several trials.',
    certainty: 'low',
    certaintyReason:
      'Meta-analysis shows a small flexibility gain, but trials are tiny, immediate only, and pre-event trials found losses.',
    timeWindowHours: {
      from: 0,
      to: 1,
      peak: 0,
    },
    studies: [
      'davis2020',
      'dakic2023',
      'huang2010',
      'mckechnie2007',
      'crosman1984',
      'hopper2005',
      'guo2017',
      'sams2023',
    ],
    disagreement: [
      'arabaci2008',
      'arroyo2011',
      'fletcher2010',
      'stiffness2026',
      'kong2018',
      'zainuddin2005',
      'jay2014',
      'ferreira2023',
    ],
    copyAllowed: [
      'may help you move more freely for a while',
      'not shown to weaken you later in the day',
    ],
    copyForbidden: ['breaks up tight tissue', 'improves performance', 'lasting flexibility'],
    dateChecked: '2026-11-23',
  },
  {
    id: 'C6',
    articleSection: 6,
    title: 'May make a routine easier to keep',
    plainLanguage:
      'Feeling looked after could help some people keep training, but no study has tested whether massage improves how often anyone exercises.',
    mechanism:
      'Inference: less soreness and better perceived recovery might lower the barrier to the next session.',
    caveat:
      'Purely indirect. How people feel after exercise did not predict later activity in a review; pain during exercise did go with poorer adherence in physiotherapy patients.',
    certainty: 'very low',
    certaintyReason: 'No direct trial; two indirect reviews that partly disagree.',
    timeWindowHours: null,
    studies: ['jack2010', 'hemmings2000', 'wiewelhove2018'],
    disagreement: ['rhodes2015'],
    copyAllowed: ['some people find a regular slot helps them stick to their plan'],
    copyForbidden: [
      'keeps you consistent',
      'prevents drop-out',
      'consistency is proven by massage',
    ],
    dateChecked: '2026-11-23',
  },
];
