import { type ClinicPolicies, type DeskPolicies, policiesInWords } from '@limber/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useEffect, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { useStaff } from '../me.context.ts';
import { differing, same } from './drafts.rules.ts';
import { Discard, EditedForm } from './edited-form.tsx';
import { fieldOf, PolicyField, policyInWords, type PolicyName } from './policy-field.tsx';
import { policyFields, policyTexts as texts } from './policy.en.ts';
import { mayEdit } from './sections.ts';
import { setupTexts } from './setup.en.ts';
import { Loaded, SetupPage } from './setup-page.tsx';
import { changePolicies, policiesQuery } from './setup.requests.ts';
import { type Editor, useEditor, type Words } from './use-editor.ts';
import { useLeaving } from './use-leaving.ts';

const names = Object.keys(policyFields) as PolicyName[];
const groups = Object.keys(texts.groups) as (keyof typeof texts.groups)[];

const words = Object.fromEntries(
  names.map((name) => [
    name,
    {
      label: fieldOf(name).label,
      say: (value: ClinicPolicies[PolicyName]) => policyInWords(name, value),
    },
  ]),
) as unknown as Words<ClinicPolicies>;

const isWhole = (draft: ClinicPolicies): boolean =>
  names.every((name) => {
    return draft[name] !== null || 'fallback' in policyFields[name].control;
  });

/** The very sentences of the client's pages, made from the draft. */
function Preview({ draft }: { draft: ClinicPolicies }): ReactElement {
  return (
    <aside
      aria-label={texts.preview}
      className="h-fit space-y-3 rounded-card border border-line bg-surface p-5 lg:sticky lg:top-4"
    >
      <h2 className="text-17 font-semibold">{texts.preview}</h2>
      <p className="text-13 text-quiet">{texts.previewLead}</p>
      <ul aria-live="polite" data-testid="policy-preview" className="space-y-2 text-15">
        {isWhole(draft) && policiesInWords(draft).map((each) => <li key={each}>{each}</li>)}
      </ul>
    </aside>
  );
}

function Groups({ draft, set }: Pick<Editor<DeskPolicies, ClinicPolicies>, 'draft' | 'set'>) {
  return (
    <>
      {groups.map((group) => {
        const own = names.filter((name) => policyFields[name].group === group);
        if (own.length === 0) return null;
        return (
          <section
            key={group}
            aria-label={texts.groups[group]}
            className="space-y-5 rounded-card border border-line bg-surface p-5"
          >
            <h2 className="text-17 font-semibold">{texts.groups[group]}</h2>
            {own.map((name) => (
              <PolicyField
                key={name}
                name={name}
                value={draft[name]}
                onChange={(value) => set({ [name]: value })}
              />
            ))}
          </section>
        );
      })}
    </>
  );
}

interface FootProps {
  editor: Editor<DeskPolicies, ClinicPolicies>;
  leaving: ReturnType<typeof useLeaving>;
  before: ClinicPolicies;
}

function Foot({ editor, leaving, before }: FootProps): ReactElement {
  const changed = differing(before, editor.draft).length;
  const { isBusy } = editor.change;
  return (
    <div className="sticky bottom-0 z-20 mt-5 overflow-hidden rounded-t-card border border-b-0 border-line shadow-lift">
      {leaving.isAsked ? (
        <Discard onDiscard={leaving.go} onStay={leaving.stay} />
      ) : (
        <div className="flex flex-wrap items-center gap-3 bg-surface px-4 py-3">
          <p role="status" className="min-w-0 flex-1 text-15 text-quiet">
            {changed === 0 ? texts.nothingChanged : texts.changed(changed)}
          </p>
          {changed > 0 && (
            <Button look="plain" onClick={() => editor.set(before)}>
              {texts.reset}
            </Button>
          )}
          <Button type="submit" data-testid="save" disabled={changed === 0} isBusy={isBusy}>
            {isBusy ? setupTexts.saving : texts.save}
          </Button>
        </div>
      )}
    </div>
  );
}

interface FormProps {
  loaded: DeskPolicies;
  onAdopt: () => void;
}

function PoliciesForm({ loaded, onAdopt }: FormProps): ReactElement {
  const { role } = useStaff();
  const cache = useQueryClient();
  const canEdit = mayEdit('policies', role);
  const editor = useEditor<DeskPolicies, ClinicPolicies>({
    ...{ thing: loaded, draft: loaded.policies, words },
    draftOf: ({ policies }) => policies,
    latest: () => cache.fetchQuery({ ...policiesQuery, staleTime: 0 }),
    onClose: () => undefined,
  });
  const { draft, thing, isDirty } = editor;
  const isElsewhere = loaded.version !== thing?.version;
  const isSaved = same(draft, loaded.policies);
  useEffect(() => {
    if (isElsewhere && (!isDirty || isSaved)) onAdopt();
  }, [isElsewhere, isDirty, isSaved, onAdopt]);
  const leaving = useLeaving(isDirty && !isSaved);
  const save = (): void =>
    editor.run<DeskPolicies>(changePolicies((thing ?? loaded).version, draft), {
      said: () => texts.saved,
      undo: (after) => changePolicies(after.version, (thing ?? loaded).policies),
    });
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_360px]">
      <EditedForm
        {...{ edited: editor, onSubmit: save }}
        readOnly={canEdit ? undefined : setupTexts.ownerOnly}
        className="min-w-0"
        bodyClass="space-y-5"
        foot={canEdit && <Foot {...{ editor, leaving, before: (thing ?? loaded).policies }} />}
      >
        <Groups draft={draft} set={editor.set} />
      </EditedForm>
      <Preview draft={draft} />
    </div>
  );
}

/** Adopts what is saved elsewhere, or taken back, as long as nothing is typed over it. */
function Adopting({ loaded }: { loaded: DeskPolicies }): ReactElement {
  const [shown, setShown] = useState(loaded.version);
  return <PoliciesForm key={shown} loaded={loaded} onAdopt={() => setShown(loaded.version)} />;
}

export function PoliciesPage(): ReactElement {
  const list = useQuery(policiesQuery);
  return (
    <SetupPage section="policies">
      <Loaded query={list}>{(loaded) => <Adopting loaded={loaded} />}</Loaded>
    </SetupPage>
  );
}
