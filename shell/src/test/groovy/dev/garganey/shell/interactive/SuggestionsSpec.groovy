package dev.garganey.shell.interactive

import dev.garganey.model.Product
import dev.garganey.script.Completion
import dev.garganey.shell.command.Commands
import dev.garganey.shell.interactive.Names.Relation
import dev.garganey.model.ObjectName
import spock.lang.Specification

/** What Tab offers; | is the cursor. */
class SuggestionsSpec extends Specification {

    Names names = new Names(
        new TreeMap([
            users : [new Relation(ObjectName.of('users'), false, ['id', 'email', 'team_id'], ['bigint', 'text', 'bigint'])],
            teams : [new Relation(ObjectName.of('teams'), false, ['id', 'name'], ['bigint', 'text'])],
            order : [new Relation(ObjectName.of('order'), false, ['id', 'Total'], ['bigint', 'decimal'])],
            log   : [new Relation(ObjectName.of('audit', 'log'), false, ['at'], ['timestamp'])]]),
        new TreeMap([audit: ['log']]),
        ['001_init', '002_teams'],
        Optional.of(1),
        [table: ['users', 'teams', 'audit.log'], view: ['active users'], index: ['users_email_idx'], trigger: ['users.touch'], constraint: ['users.users_pkey', 'teams.teams_pkey'], enum: ['mood'], cast: ['text as mood']])

    def "#line offers #expected"() {
        given:
        def offered = offered(line)

        expect:
        offered.containsAll(expected)
        offered.disjoint(refused)

        where:
        line                                            || expected                         | refused
        'sta|'                                          || ['status', 'start']              | ['apply']
        'SEL|'                                          || ['SELECT']                       | ['select']
        'select * from |'                               || ['users', 'teams', 'audit']      | ['id', 'status']
        'select * from us|'                             || ['users']                        | ['teams']
        'select * from US|'                             || ['users']                        | []
        'select * from lo|'                             || ['audit.log']                    | ['log', 'users']
        'describe lo|'                                  || ['log']                          | ['audit.log']
        'select * from audit.|'                         || ['log']                          | ['users']
        'select | from users'                           || ['id', 'email', 'team_id']       | ['name']
        'select u.| from users u'                       || ['id', 'email', 'team_id']       | ['name', 'select']
        'select u.em| from users as u'                  || ['email']                        | ['id']
        'select * from users u join teams t on t.|'     || ['id', 'name']                   | ['email']
        'select * from users, |'                        || ['teams']                        | ['email']
        'select * from users where em|'                 || ['email']                        | ['id', 'name']
        'select * from users where email = 1 or|'       || ['or', 'order']                  | []
        'update users set |'                            || ['email']                        | ['name']
        'insert into us|'                               || ['users']                        | []
        'select 1; select * from te|'                   || ['teams']                        | []
        'select 1; select n| from teams'                || ['name']                         | ['email']
        'select * from ord|'                            || ['"order"']                      | []
        'select t| from "order"'                        || ['"Total"']                      | []
        "select 'us|"                                   || []                               | ['users']
        'mark 0|'                                       || ['001_init', '002_teams']        | []
        'apply --to |'                                  || ['001_init', '002_teams']        | []
        'apply --|'                                     || ['--to', '--atomic']             | ['--check']
        'status --ch|'                                  || ['--check']                      | []
        'help app|'                                     || ['apply']                        | []
        'show |'                                        || ['table', 'view', 'migration', 'cast', 'users', 'users_email_idx'] | ['status', 'column']
        'show ta|'                                      || ['table']                        | ['users']
        'show us|'                                      || ['users', 'users_email_idx']     | ['teams']
        'show view |'                                   || ["'active users'"]               | ['users', 'table']
        'show table us|'                                || ['users']                        | ['users_email_idx']
        'show trigger to|'                              || ['touch']                        | ['users']
        'show migration 00|'                            || ['001_init', '002_teams']        | []
        'show table users |'                            || []                               | ['users', 'table']
        'show --|'                                      || ['--sql']                        | []
        'erd us|'                                       || ['users']                        | []
        'erd --near te|'                                || ['teams']                        | []
        'erd --columns k|'                              || ['keys']                         | ['all']
        'erd --|'                                       || ['--svg', '--near', '--mermaid'] | []
        'find --|'                                      || ['--deep']                       | []
        'fin|'                                          || ['find']                         | []
        'use |'                                         || ['prod', 'staging']              | []
        'apply --env st|'                               || ['staging']                      | ['prod']
        'watch 2 sta|'                                  || ['status']                       | []
        'createT|'                                      || ['createTable']                  | ['status']
        "createTable('x') { te|"                        || ['text']                         | ['teams']
        "addColumn('us|"                                || ['users']                        | ['teams']
        "dropTable 'audit.|"                            || ['log']                          | ['users']
        "dropTable 'au|"                                || ['audit']                        | ['log']
        "dropColumn('users', 'em|"                      || ['email']                        | ['id', 'users']
        "addForeignKey('users', 'team_id').references('teams', '|" || ['id', 'name']        | ['email']
        "dropTable('users', ca|"                        || ['cascade:']                     | []
        "insert 'users', em|"                           || ['email:']                       | ['id:']
        "insert into us|"                               || ['users']                        | ['email:']
        'bi|'                                           || ['big']                          | ['bigint']
        'addA|'                                         || ['addAudit']                     | []
        'x = bi|'                                       || ['big']                          | []
        'db.|'                                          || ['users', 'teams', 'audit']      | ['log', 'where']
        'db.us|'                                        || ['users']                        | ['teams']
        'db.audit.|'                                    || ['log']                          | ['users', 'where']
        'db.audit.log.|'                                || ['where', 'count']               | ['log']
        'db.users.|'                                    || ['where', 'select', 'orderBy', 'limit', 'count', 'first', 'list'] | ['iterator', 'toString', 'users']
        'db.users.where(team_id: 3).or|'                || ['orderBy']                      | ['where']
        'db.users.count().|'                            || []                               | ['where']
        'db.users.where(te|'                            || ['team_id:']                     | ['email:']
        "db.users.select('id', 'em|"                    || ['email']                        | ['id']
        "db.users.where('id = 1 and em|"                || ['email']                        | ['id']
        'count = db.us|'                                || ['users']                        | []
        "dropIndex 'us|"                                || ['users_email_idx']              | ['users']
        "dropConstraint('users', '|"                    || ['users_pkey']                   | ['teams_pkey', 'users.users_pkey']
        "createTable('x') { enumerated('a', 'm|"        || ['mood']                         | []
        'try 00|'                                       || ['001_init']                     | []
        'n = 1-bi|'                                     || ['1-big']                        | []
        '\\|'                                           || ['\\x', '\\timing', '\\q']       | []
        '\\format c|'                                   || ['csv']                          | ['json']
    }

    def "each says what it is"() {
        expect:
        suggestions().at('select u.e', ' from users u')*.about() == ['text of users']
        suggestions().at('appl', '')*.about() == ['Apply what is pending']
        suggestions().at("createTable('x') { varc", '')*.about() == ['varchar(text column) or varchar(text column, number length)']
        suggestions().at("dropColumn('users', 'em", '')*.about() == ['text of users']
        suggestions().at('createT', '')*.about().every { it.size() <= 60 }
    }

    def "a blank follows what is whole, and not what goes on with a bracket or a quote"() {
        expect:
        suggestions().at('select * from us', '').every { it.apart() }
        suggestions().at("dropTable('users', ca", '').every { it.apart() }
        suggestions().at('createT', '').every { !it.apart() }
        suggestions().at("dropTable('us", '').every { !it.apart() }
    }

    def "of many thousand tables those that fit are found at once, and no more are offered than can be read"() {
        given:
        def many = new TreeMap<String, List<Relation>>()
        (1..20_000).each { many["table_$it".toString()] = [new Relation(ObjectName.of("table_$it"), false, ['id'], ['bigint'])] }
        names = new Names(many, new TreeMap<>(), [], Optional.empty(), [:])

        expect:
        suggestions().at('select * from table_199', '')*.value().size() == 111
        suggestions().at('select * from ', '').size() == 500
    }

    private List<String> offered(String line) {
        def at = line.indexOf('|')
        suggestions().at(line.substring(0, at), line.substring(at + 1))*.value()
    }

    private Suggestions suggestions() {
        new Suggestions(
            Product.POSTGRESQL.syntax(), new Commands(), new Builtins(), ['prod', 'staging'],
            { name -> name ==~ /[a-z_0-9]+/ && name != 'order' ? name : "\"$name\"".toString() }, names,
            new ScriptSuggestions(new Completion(), names, ['db', 'big', 'addAudit']))
    }
}
