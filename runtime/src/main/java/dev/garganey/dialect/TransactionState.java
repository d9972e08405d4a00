package dev.garganey.dialect;

/** TransactionState is where a connection stands. */
public enum TransactionState {
  /** Each statement is committed as soon as it is done. */
  NONE,
  /** A transaction is open. */
  OPEN,
  /** A statement of the open transaction failed, and nothing but a rollback is taken any more. */
  FAILED
}
