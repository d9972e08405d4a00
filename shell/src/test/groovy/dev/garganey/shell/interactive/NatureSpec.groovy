package dev.garganey.shell.interactive

import dev.garganey.model.Product
import spock.lang.Specification

/** What a statement does, as far as its words tell: in doubt it changes something. */
class NatureSpec extends Specification {

    def "#sql: #nature"() {
        expect:
        Nature.of(sql, Product.POSTGRESQL.syntax()) == nature

        where:
        sql                                                      || nature
        'select * from t'                                        || Nature.READS
        "select replace(a, 'x', 'y') from t"                     || Nature.READS
        "select 'delete' as \"update\""                          || Nature.READS
        'select 1 -- into'                                       || Nature.READS
        'select * from t for update'                             || Nature.READS
        'select * into x from t'                                 || Nature.CHANGES
        'with x as (select 1) select * from x'                   || Nature.READS
        'with x as (delete from t returning *) select * from x'  || Nature.CHANGES
        'explain select 1'                                       || Nature.READS
        'explain analyze delete from t'                          || Nature.CHANGES
        'show work_mem'                                          || Nature.READS
        'pragma table_info(t)'                                   || Nature.READS
        'pragma user_version = 3'                                || Nature.CHANGES
        'begin'                                                  || Nature.STEERS
        'rollback to x'                                          || Nature.STEERS
        'set search_path to x'                                   || Nature.STEERS
        'insert into t values (1)'                               || Nature.CHANGES
        'create table t (a int)'                                 || Nature.CHANGES
        'do $$ begin end $$'                                     || Nature.CHANGES
        'vacuum'                                                 || Nature.CHANGES
        "select 'open"                                           || Nature.CHANGES
        ''                                                       || Nature.CHANGES
    }
}
