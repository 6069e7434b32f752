// SPDX-License-Identifier: Apache-2.0
// The options of a product. What does not go with the other choices is grey and says why, but can be chosen: it then
// takes the other choices back.
import { useTranslation } from 'react-i18next';
import { classes } from '@ecommerce/shared/ui/classes';
import { Photo } from '@ecommerce/shared/ui/Photo';
import styles from './OptionPanel.module.css';
import { valueState, type Product } from './options';
import { valuePictures } from './pictures';
import type { SkuSelection } from './useSkuSelection';

export function OptionPanel({ product, selection }: { product: Product; selection: SkuSelection }) {
  return product.options.map((option, index) => {
    const pictures = valuePictures(product, index);
    return (
      <fieldset key={option.name} className={styles.option}>
        <legend className={styles.name}>{option.name}</legend>
        <div className={styles.values}>
          {option.values.map((value) => (
            <Value
              key={value}
              value={value}
              picture={pictures.get(value)}
              state={valueState(product, selection.choice, index, value)}
              chosen={selection.choice[index] === value}
              onPress={() => selection.choose(index, value)}
            />
          ))}
        </div>
      </fieldset>
    );
  });
}

function Value({
  value,
  picture,
  state,
  chosen,
  onPress,
}: {
  value: string;
  picture: React.ComponentProps<typeof Photo>['picture'];
  state: ReturnType<typeof valueState>;
  chosen: boolean;
  onPress: () => void;
}) {
  const { t } = useTranslation(['product']);
  return (
    <button
      type="button"
      className={classes(styles.value, picture && styles.pictured, state !== 'available' && styles.grey)}
      aria-pressed={chosen}
      title={state === 'missing' ? t('valueMissing') : state === 'sold-out' ? t('valueSoldOut') : undefined}
      onClick={onPress}
    >
      {picture && <Photo picture={picture} alt="" eager />}
      <span>{value}</span>
      {state !== 'available' && (
        <span className={styles.why}>{t(state === 'missing' ? 'missingShort' : 'soldOutShort')}</span>
      )}
    </button>
  );
}
