// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAsk } from '@ecommerce/console/form/Ask';
import type { Column } from '@ecommerce/console/list/columns';
import { ChoiceFilter } from '@ecommerce/console/list/Filters';
import { useListAddress } from '@ecommerce/console/list/list_address';
import { ListTable } from '@ecommerce/console/list/ListTable';
import { useRows } from '@ecommerce/console/list/useRows';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { formatTime } from '@ecommerce/shared/i18n/format';
import { Button } from '@ecommerce/shared/ui/Button';
import { toast } from '@ecommerce/shared/ui/Toast';
import styles from './Feedback.module.css';
import { FEEDBACK, readQuestions, useAnswer, type Question } from './feedback_data';

export function Page() {
  const { t } = useTranslation('feedback');
  const address = useListAddress(['unanswered']);
  const query = {
    unanswered: address.filters.unanswered === '1',
    pageSize: address.size,
    pageToken: address.token,
  };
  const rows = useRows([...FEEDBACK, 'questions', query], () => readQuestions(query));
  return (
    <>
      <PageHeader title={t('questions')} />
      <ListTable
        name="questions"
        label={t('questions')}
        address={address}
        rows={rows}
        rowKey={({ question }) => question?.id ?? ''}
        columns={useQuestionColumns()}
        filters={
          <ChoiceFilter
            label={t('answer')}
            value={address.filters.unanswered}
            choices={[{ value: '1', text: t('unanswered') }]}
            onChange={(unanswered) => address.change({ unanswered })}
          />
        }
        empty={{ title: t('noQuestions'), text: t('noQuestionsText') }}
      />
    </>
  );
}

function useQuestionColumns(): Column<Question>[] {
  const { t } = useTranslation('feedback');
  const ask = useAsk();
  const answer = useAnswer();
  return [
    {
      key: 'question',
      title: t('question'),
      fixed: true,
      render: ({ question, answers }) => (
        <div className={styles.said}>
          <p>{question?.text}</p>
          {answers.map((each) => (
            <p key={each.id} className={styles.answer}>
              <b>
                {each.author?.kind === 'AUTHOR_KIND_SHOP'
                  ? t('yourAnswer')
                  : each.author?.name || t('somebody')}
              </b>{' '}
              {each.text}
            </p>
          ))}
        </div>
      ),
    },
    {
      key: 'product',
      title: t('product'),
      render: ({ question }) =>
        question && <Link to={`/products/${question.productId}`}>{t('seeProduct')}</Link>,
    },
    {
      key: 'answers',
      title: t('answers'),
      align: 'end',
      render: ({ answerCount }) => answerCount,
    },
    {
      key: 'written',
      title: t('asked'),
      render: ({ question }) => question?.writtenAt && formatTime(question.writtenAt),
    },
    {
      key: 'do',
      title: '',
      fixed: true,
      render: ({ question }) =>
        question && (
          <Button
            size="small"
            onClick={() =>
              ask({
                title: t('answerTitle'),
                text: question.text,
                action: t('answer'),
                reason: { label: t('answerLabel'), maxLength: 500 },
                run: async (text) => {
                  await answer.mutateAsync({ id: question.id, text });
                  toast.success(t('answered'));
                },
              })
            }
          >
            {t('answer')}
          </Button>
        ),
    },
  ];
}
