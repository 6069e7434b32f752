// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@ecommerce/shared/ui/Button';
import { ConfirmDialog } from '@ecommerce/shared/ui/Dialog';
import { EmptyState, ErrorNote, ErrorState, Loading, Skeleton } from '@ecommerce/shared/ui/States';
import { toast } from '@ecommerce/shared/ui/Toast';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import styles from './Account.module.css';
import { AccountPanel } from './AccountPanel';
import {
  BANK_CARD_LIMIT,
  useBankCards,
  useDeleteBankCard,
  useMakeDefaultBankCard,
  type BankCard,
} from './bank_cards_data';
import { BankCardDialog } from './BankCardDialog';
import { BankCardFace } from './BankCardFace';
import { useBrandName } from './brand_name';

export function Page() {
  const { t } = useTranslation(['account', 'common']);
  useTitle(t('bankCards'));
  const cards = useBankCards();
  const makeDefault = useMakeDefaultBankCard();
  const brandName = useBrandName();
  const [adding, setAdding] = useState(false);
  const [deleted, setDeleted] = useState<BankCard>();
  const count = cards.data?.length ?? 0;
  const full = count >= BANK_CARD_LIMIT;
  const add = (
    <Button variant="primary" disabled={full} onClick={() => setAdding(true)}>
      {t('addCard')}
    </Button>
  );
  return (
    <AccountPanel
      title={t('bankCards')}
      text={full ? t('cardLimit', { limit: BANK_CARD_LIMIT }) : t('cardsText')}
      extra={count > 0 && add}
    >
      {cards.isPending ? (
        <Loading>
          <div className={styles.cards}>
            <Skeleton height={200} />
          </div>
        </Loading>
      ) : cards.isError ? (
        <ErrorState error={cards.error} retry={() => void cards.refetch()} />
      ) : count === 0 ? (
        <EmptyState title={t('noCards')} text={t('noCardsText')}>
          {add}
        </EmptyState>
      ) : (
        <ul className={styles.cards}>
          {cards.data.map((card) => {
            const name = t('cardName', { brand: brandName(card.brand), lastFour: card.lastFour });
            return (
              <li key={card.id}>
                <BankCardFace card={card} />
                <div className={styles.cardActions}>
                  <span className={styles.push} />
                  {!card.isDefault && (
                    <Button
                      variant="text"
                      aria-label={`${t('makeDefault')}: ${name}`}
                      busy={makeDefault.isPending && makeDefault.variables === card.id}
                      onClick={() => makeDefault.mutate(card.id, { onError: toast.error })}
                    >
                      {t('makeDefault')}
                    </Button>
                  )}
                  <Button
                    variant="text"
                    aria-label={`${t('common:delete')}: ${name}`}
                    onClick={() => setDeleted(card)}
                  >
                    {t('common:delete')}
                  </Button>
                </div>
              </li>
            );
          })}
        </ul>
      )}
      {adding && (
        <BankCardDialog
          isFirst={count === 0}
          onClose={() => setAdding(false)}
          onSaved={() => {
            setAdding(false);
            toast.success(t('cardAdded'));
          }}
        />
      )}
      {deleted && <DeleteCard card={deleted} onClose={() => setDeleted(undefined)} />}
    </AccountPanel>
  );
}

function DeleteCard({ card, onClose }: { card: BankCard; onClose: () => void }) {
  const { t } = useTranslation(['account', 'common']);
  const brandName = useBrandName();
  const remove = useDeleteBankCard();
  return (
    <ConfirmDialog
      open
      title={t('deleteCard')}
      text={t('deleteCardText', { brand: brandName(card.brand), lastFour: card.lastFour })}
      action={t('common:delete')}
      busy={remove.isPending}
      error={<ErrorNote error={remove.error} />}
      onClose={onClose}
      onConfirm={() =>
        remove.mutate(card.id, {
          onSuccess: () => {
            onClose();
            toast.success(t('deleted'));
          },
        })
      }
    />
  );
}
