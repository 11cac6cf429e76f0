import type {
  BookingCreated,
  HoldView,
  RecommendationRequest,
  RecommendationView,
  SafetyMessage,
  TrainingReport,
} from '@limber/contracts';

export type Goal = RecommendationRequest['goal'];
export type Area = RecommendationRequest['areas'][number];
export type Pressure = NonNullable<RecommendationRequest['preferredPressure']>;
export type TrainingType = Exclude<TrainingReport['type'], 'rest'>;

/** What the client has said about the training; null = not said. */
export interface TrainingDraft {
  readonly type: TrainingType | null;
  readonly endedAt: string | null;
  readonly minutes: number | null;
  readonly rpe: number | null;
  readonly areas: readonly Area[];
  readonly soreness: number | null;
}

export interface ContactDraft {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  /** Who comes is under 18, and this parent or guardian books; null: they book themselves. */
  readonly guardianName: string | null;
  readonly checkIns: boolean;
  readonly marketing: boolean;
}

export interface Done {
  readonly created: BookingCreated;
  readonly hold: HoldView;
  readonly training: TrainingReport | null;
  readonly bookedAt: number;
}

/** Everything a booking in the making knows. Health answers live here only, never in an address. */
export interface Draft {
  readonly kind: 'trained' | 'relax' | null;
  readonly training: TrainingDraft;
  readonly goal: Goal | null;
  readonly next: RecommendationRequest['next'];
  readonly isFirstMassage: boolean;
  readonly pressure: Pressure | null;
  /** Red-flag codes; empty = "none of these"; null = not answered. */
  readonly screening: readonly string[] | null;
  readonly safety: readonly SafetyMessage[];
  readonly recommendation: RecommendationView | null;
  readonly hold: HoldView | null;
  readonly isHoldExtended: boolean;
  readonly contact: ContactDraft;
  /** Who gave this client's last visit, where that is known. */
  readonly lastTherapistId: string | null;
  /** Who came along last time. */
  readonly guestName: string;
  /** The last confirm that was sent, so that the same again travels under the same key. */
  readonly attempt: { readonly key: string; readonly body: string } | null;
  readonly done: Done | null;
}

export const noTraining: TrainingDraft = {
  type: null,
  endedAt: null,
  minutes: null,
  rpe: null,
  areas: [],
  soreness: null,
};

export const emptyDraft: Draft = {
  kind: null,
  training: noTraining,
  goal: null,
  next: null,
  isFirstMassage: false,
  pressure: null,
  screening: null,
  safety: [],
  recommendation: null,
  hold: null,
  isHoldExtended: false,
  contact: {
    ...{ name: '', email: '', phone: '', guardianName: null },
    ...{ checkIns: false, marketing: false },
  },
  lastTherapistId: null,
  guestName: '',
  attempt: null,
  done: null,
};
