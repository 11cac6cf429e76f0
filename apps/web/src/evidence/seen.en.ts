/**
 * What each study saw, in a sentence; only what the data of libs/evidence says. A study known from memory
 * has no line here on purpose: its result is printed only once somebody has checked it.
 */
export const seenTexts: Readonly<Record<string, string>> = {
  guo2017:
    'Pooled over 11 articles, soreness was rated lower with massage at 24, 48 and 72 hours. Wide intervals, mostly against no treatment: an upper end.',
  dupuy2018:
    'Massage ranked first of all recovery techniques for soreness and felt fatigue. Its blood figures pool all techniques. Criticised for leaning on small studies.',
  davis2020:
    'No difference in strength, jump, sprint, endurance or fatigue. Small gains in flexibility and soreness; sizes not in the text read.',
  poppendieck2016:
    'Small and unclear effects on repeated efforts, mostly minutes apart. Longer massage did no better.',
  best2008:
    'Case series inconsistent, randomised trials in moderate support, no trend for kind or timing. A later appraisal called its conclusions unreliable.',
  dakic2023:
    'Motor abilities unchanged except flexibility. Muscle blood flow, temperature and lactate unchanged. Pain, mood and felt recovery better.',
  weerapong2005: 'Many mechanisms proposed, few controlled data; effects on mood best supported.',
  moyer2004:
    'One session went with less anxiety and lower heart rate and blood pressure, not with less negative mood, pain or cortisol.',
  stiffness2026:
    'Hardly any change in muscle stiffness; the interval includes none. Most trials were self-massage.',
  yin2014: '40 reports with 138 harmful events in ten years. No rate can be computed.',
  ernst2003:
    '16 case reports and 4 case series, a clot in the lung and bleeding among them, most from other techniques or lay people.',
  mueller2021:
    'Side effects minor and passing in the two trials that reported them. All women were at 12 weeks or later.',
  rhodes2015:
    'Feeling good during moderate exercise went with later activity. How people felt after exercise did not.',
  jack2010:
    'More pain during exercise, low confidence and little earlier activity went with poorer adherence.',
  zainuddin2005:
    'The massaged arm was about 30% less sore and swelled less. Strength and range did not differ.',
  hilbert2003:
    'Against a sham, soreness at 48 hours was less intense. Torque, range, mood and neutrophils did not differ.',
  smith1994: 'Soreness and creatine kinase lower with massage.',
  mancinelli2006:
    'Within the massage group soreness eased and jumps rose. Tested within the group only, so weak.',
  kargarfard2016: 'A better rate of recovery with massage; sizes not in the text read.',
  andersen2013: 'Massage and light exercise both eased soreness, most right after, equally well.',
  jay2014:
    'A roller eased soreness and raised the pain threshold within the hour. Range did not differ.',
  nunes2016:
    'Pain 7 mm lower on a 100 mm line (1 to 13), fatigue 15 mm lower (9 to 21), measured right after only.',
  hoffman2016: 'Less soreness and fatigue right after. From day 1 to day 7 no difference at all.',
  wiewelhove2018:
    'Runners rated themselves less sore and more recovered. Objective markers no better.',
  moraska2007:
    'Less soreness a day later with students of 950 hours than with those of 450 or 700. No untreated group, two thirds lost.',
  moraska2013: '80% believed that massage helps recovery; 92% of those who had had one.',
  visconti2015: 'Pain 3.6 of 10 after the massage, nobody worse. No group without massage.',
  dawson2004:
    'No quicker return of strength, swelling or soreness. Several runners still said the massaged leg felt better.',
  drake2012: 'No difference in soreness or torque.',
  tiidus1995:
    'No difference in strength to 96 hours. Blood velocity rose with light contractions, not with massage. Soreness tended lower.',
  kong2018: 'Muscle stayed stiffer to 96 hours, with massage and without.',
  wiltshire2010:
    'About a quarter less blood flow during massage than at rest, and less lactate leaving the muscle.',
  shoemaker1997:
    'No change in blood flow with any of three techniques. Light contractions raised it about threefold.',
  hinds2004: 'More blood in the skin, no more in the thigh artery.',
  franklin2014:
    'An artery in the arm widened better after exercise with leg massage than without. Not a measure of muscle blood flow.',
  crane2012:
    'Some inflammation signals lower in the massaged leg; glycogen and lactate unchanged. Soreness not measured.',
  white2020:
    'No effect overall. Some signals settled sooner with massage, IL-6 sooner without. Soreness and jumps did not differ.',
  haas2013: 'Rabbits: massage by machine straight away did better than two days later.',
  delaney2002: 'Heart rate and blood pressure lower right after, in people at rest.',
  arroyo2008:
    'Heart-rhythm measures back at their start 40 minutes after sprints with massage, not with a sham. Nothing later measured.',
  diego2009:
    'Moderate pressure moved heart rhythm towards rest while it lasted; light pressure did the opposite.',
  diego2004: 'Anxiety fell in all groups. Heart rate fell with moderate pressure, rose with light.',
  meier2020:
    'Heart-rhythm signs of rest higher with both kinds of massage. People felt calmer in all groups, rest included.',
  sripongngam2015:
    'Heart rhythm calmed with massage and with rest alike; one stress marker differed.',
  hemmings2000:
    'Boxers felt more recovered. Punching force did not differ, and lactate was higher after the second bout.',
  hopper2005: 'An active technique gave more hip range than the others; size not in the text read.',
  crosman1984: 'More range right after; the later result was not in the text read.',
  huang2010: 'Hip range rose by 6 to 7%, with no change in muscle tension.',
  mckechnie2007: 'More ankle range on one side, no change in power.',
  arabaci2008: 'Jump and sprint worse right after, sit-and-reach better.',
  arroyo2011: 'Less thigh torque after massage, not after a sham.',
  fletcher2010: 'Sprints slower after massage alone than after a warm-up; the same with both.',
  sams2023:
    'Massage guns: short gains in flexibility and strength, less pain with repeated use. All studies limited.',
  ferreira2023:
    'Massage guns: more range for a short while; strength, balance and explosive tasks unchanged or worse.',
  cheung2003: 'Soreness follows unaccustomed and lengthening work; range and torque fall with it.',
  hotfiel2018: 'Worst at 48 to 72 hours.',
  nelson2013: 'Felt from 12 to 24 hours, worst near 48, up to ten days to clear.',
  cleary2002: 'The same exercise hurt less six to nine weeks later.',
  ppt2017: 'At 48 hours, sore muscle hurt at about a quarter less pressure.',
  marathon2021: 'Median soreness 3 a day after a marathon; the scale is not stated.',
  foster2001:
    'The effort rating agreed with heart-rate load in steady, interval and team exercise.',
  foster2021: 'The rating stays the same when asked from one minute to 14 days later.',
  hooper1995: 'Only the title page was read; no result is taken from it.',
  laurent2011: 'The recovery rating went along with the change in sprint times (r = −0.63).',
  farrar2001:
    'Compared changes on a 0 to 10 scale with how much better people said they felt. Chronic pain, so a yardstick only.',
  chen2021:
    'One person: a massage gun after cycling, three days of thigh pain, tea-coloured urine, muscle breakdown. Recovered.',
  cdc_rhabdo:
    'Warning signs: pain worse than expected, tea- or cola-coloured urine, weakness, sometimes days later.',
  uclh_dvt: 'Warning signs of a clot: pain, swelling, warmth or redness, usually in one leg.',
  nccih:
    'Few risks with a trained provider. No forceful work with bleeding disorders, low platelets or blood thinners.',
  macmillan:
    'Gentle, not vigorous; away from tumours, affected nodes, radiotherapy areas and lines.',
  practice_preevent:
    'Practice advice: a first massage 3 to 5 days before a race, deep work 4 to 5. Opinion, not a trial.',
};
