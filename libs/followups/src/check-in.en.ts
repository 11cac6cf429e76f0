import type { HarmCode } from '@limber/contracts';
import type { AnswerAction } from '@limber/evidence';

/** What a person reads right after answering, by what the answer leads to. */
export const answerTexts: Record<AnswerAction['kind'], string> = {
  none: 'Thank you. Your answer is stored. Light movement is as good as anything we know for sore muscles.',
  resolved: 'Thank you. You are about back to normal, so we will not ask about this session again.',
  sore_but_expected:
    'That is sore, but within what can be expected this soon after hard training. Rest it, move lightly, and have no massage with pressure for now. We will ask again at the next check-in.',
  rising:
    'Your soreness is still rising. That happens, but if it rises further please speak with a clinician.',
  checklist: 'Please answer the questions about warning signs as well.',
  outside_course:
    'This is longer or stronger than muscle soreness usually lasts. Please speak with a clinician before you book again.',
  adverse_event:
    'Thank you for telling us. We are sorry. Somebody from the clinic will call you back.',
  red_flag:
    'Please read this first. What you describe needs to be looked at by a clinician. We have paused booking until a member of the clinic has spoken with you.',
};

/** Asked once the visit has begun. */
export const harmQuestions: Record<HarmCode, string> = {
  bad_bruise: 'A bad bruise where you were massaged',
  numbness: 'Numbness or tingling that was not there before',
  worse_pain: 'Pain that is worse than before the massage',
};

/** For a sign told of that this version has no words for. */
export const unnamedSign = {
  title: 'Please see a clinician today or tomorrow',
  body: 'What you told us is not ours to judge. Please have it looked at today or tomorrow. If your urine turns brown or red, or a limb becomes weak or very swollen, go the same day.',
};

/** For soreness of 8 and more three days on, without any other sign. */
export const severeLate = {
  title: 'Please see a clinician today or tomorrow',
  body: 'Soreness this strong three days after training is outside the usual course. Please have it looked at today or tomorrow. If your urine turns brown or red, or a limb becomes weak or very swollen, go the same day.',
};
