// SPDX-License-Identifier: Apache-2.0
// Questions about the product; the shop and buyers answer.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@ecommerce/shared/api/client';
import { useSession } from '@ecommerce/shared/api/session';
import { formatTime } from '@ecommerce/shared/i18n/format';
import { Button } from '@ecommerce/shared/ui/Button';
import { Panel } from '@ecommerce/shared/ui/Panel';
import { ErrorState, Loading, Skeleton } from '@ecommerce/shared/ui/States';
import { Tag } from '@ecommerce/shared/ui/Tag';
import { useAnswers, useQuestions } from '@/entities/review/question_data';
import { useAuthorName } from '@/entities/review/ReviewBody';
import { AnswerDialog, AskDialog } from './QuestionDialog';
import { useSignIn } from './ReviewCard';
import styles from './Reviews.module.css';

export function Questions({ productId }: { productId: string }) {
  const { t } = useTranslation(['reviews', 'common']);
  const signedIn = useSession().state === 'signed-in';
  const signIn = useSignIn();
  const questions = useQuestions(productId);
  const [asking, setAsking] = useState(false);
  const shown = questions.data ?? [];
  return (
    <Panel
      title={t('questions')}
      className={styles.panel}
      extra={<Button onClick={() => (signedIn ? setAsking(true) : signIn())}>{t('ask')}</Button>}
    >
      {questions.isPending ? (
        <Loading>
          <Skeleton height={80} />
        </Loading>
      ) : questions.isError && shown.length === 0 ? (
        <ErrorState error={questions.error} retry={() => void questions.refetch()} />
      ) : shown.length === 0 ? (
        <p className={styles.nothing}>{t('noQuestions')}</p>
      ) : (
        <ul className={styles.list}>
          {shown.map((question) => (
            <li key={question.question?.id}>
              <QuestionItem question={question} />
            </li>
          ))}
        </ul>
      )}
      {questions.hasNextPage && (
        <Button busy={questions.isFetchingNextPage} onClick={() => void questions.fetchNextPage()}>
          {t('common:loadMore')}
        </Button>
      )}
      {asking && <AskDialog productId={productId} onClose={() => setAsking(false)} />}
    </Panel>
  );
}

function QuestionItem({ question }: { question: Schemas['Question'] }) {
  const { t } = useTranslation('reviews');
  const signedIn = useSession().state === 'signed-in';
  const signIn = useSignIn();
  const [answering, setAnswering] = useState(false);
  const [all, setAll] = useState(false);
  const id = question.question?.id ?? '';
  const rest = useAnswers(id, all);
  const answers = all && rest.data ? rest.data : question.answers;
  const more = question.answerCount > question.answers.length && !all;
  return (
    <article className={styles.question}>
      <Said remark={question.question} mark={t('questionMark')} />
      {answers.map((answer) => (
        <Said key={answer.id} remark={answer} mark={t('answerMark')} />
      ))}
      <footer className={styles.deeds}>
        {more && (
          <Button variant="text" size="small" onClick={() => setAll(true)}>
            {t('allAnswers', { count: question.answerCount })}
          </Button>
        )}
        {all && rest.hasNextPage && (
          <Button
            variant="text"
            size="small"
            busy={rest.isFetchingNextPage}
            onClick={() => void rest.fetchNextPage()}
          >
            {t('moreAnswers')}
          </Button>
        )}
        <Button variant="text" size="small" onClick={() => (signedIn ? setAnswering(true) : signIn())}>
          {t('answer')}
        </Button>
      </footer>
      {answering && (
        <AnswerDialog id={id} question={question.question?.text ?? ''} onClose={() => setAnswering(false)} />
      )}
    </article>
  );
}

function Said({ remark, mark }: { remark: Schemas['Remark'] | undefined; mark: string }) {
  const { t, i18n } = useTranslation('reviews');
  const authorName = useAuthorName();
  if (!remark) return null;
  return (
    <div className={styles.said}>
      <span className={styles.mark}>{mark}</span>
      <div>
        <p className={remark.text === '' ? styles.nothing : styles.saidText}>
          {remark.text || t('textGone')}
        </p>
        <p className={styles.note}>
          {remark.author?.kind === 'AUTHOR_KIND_SHOP' ? (
            <Tag tone="primary">{t('shop')}</Tag>
          ) : (
            authorName(remark.author)
          )}{' '}
          {remark.writtenAt && (
            <time dateTime={remark.writtenAt}>{formatTime(remark.writtenAt, i18n.language)}</time>
          )}
        </p>
      </div>
    </div>
  );
}
