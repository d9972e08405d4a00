package dev.garganey.sql

import dev.garganey.model.Product
import spock.lang.Specification

/** What opens, ends or marks a transaction is seen wherever it stands in a text. */
class TransactionWordsSpec extends Specification {

    def "`#sql` ends a transaction by #word"() {
        expect:
        TransactionWords.ending(sql, Product.POSTGRESQL.syntax()).orElse('nothing') == word
        TransactionWords.ending(sql, Product.SQLITE.syntax()).orElse('nothing') == word

        where:
        sql                                        | word
        'commit'                                   | 'COMMIT'
        '; ; Commit and chain'                     | 'COMMIT'
        '-- now\n/* really */ END'                 | 'END'
        "insert into t values ('a;b'); commit"     | 'COMMIT'
        'rollback'                                 | 'ROLLBACK'
        'rollback work and chain'                  | 'ROLLBACK'
        "rollback prepared 'x'"                    | 'ROLLBACK'
        "prepare /* */ transaction 'x'"            | 'PREPARE TRANSACTION'
        'start transaction'                        | 'START'
        'rollback to x'                            | 'nothing'
        'rollback transaction to savepoint x'      | 'nothing'
        'prepare p as select 1'                    | 'nothing'
        "select 'x; commit'"                       | 'nothing'
        'savepoint x'                              | 'nothing'
        ''                                         | 'nothing'
    }

    def "`#sql` marks a transaction by #word"() {
        expect:
        TransactionWords.marking(sql, Product.POSTGRESQL.syntax()).orElse('nothing') == word

        where:
        sql                                  | word
        'savepoint x'                        | 'SAVEPOINT'
        'select 1; release savepoint x'      | 'RELEASE'
        'Rollback Work To x'                 | 'ROLLBACK'
        'rollback'                           | 'nothing'
        'select savepoint from t'            | 'nothing'
    }
}
