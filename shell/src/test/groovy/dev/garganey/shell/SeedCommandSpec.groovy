package dev.garganey.shell

import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Path

/** Rows that belong to the schema, as a user types it. */
class SeedCommandSpec extends Specification {

    @TempDir
    Path folder

    ShellProject project

    def setup() {
        project = new ShellProject(folder)
        project.migration('001_init', '''
            up {
                createTable('roles') { id(); text('name').notNull().unique() }
                createTable('users') { id(); text('email').notNull().unique(); reference('role').onDelete(CASCADE) }
                insert 'roles', id: 9, name: 'old'
            }
        '''.stripIndent())
        project.file('seeds/roles.groovy', "seed('roles') { exactly(); row id: 1, name: 'admin'; row id: 2, name: 'guest' }")
        project.file('seeds/users.groovy', "seed('users', key: 'email') { row email: 'ann', role_id: ref('roles', name: 'admin') }")
    }

    def "apply --seed migrates and seeds, and seed has nothing left to do"() {
        expect:
        project.run('apply', '--seed') == 0
        project.out.contains('✓ applied  001_init')
        project.out =~ /✓ seeded +roles +2 inserted/
        project.out =~ /✓ seeded +users +1 inserted/
        project.out.contains('note: 1 row of roles no seed lists, and they stay; --exactly deletes them')

        and:
        project.run('seed') == 0
        project.out =~ /· as listed +roles +2 unchanged/
        project.out.contains('Nothing to seed on ')
        project.run('apply', '--seed', '--format', 'json') == 0
        project.json().apply.done == []
        project.json().seed.tables*.unchanged == [2, 1]
    }

    def "a dry run shows what would be done, --sql the statements, and neither does it"() {
        given:
        project.run('apply')

        expect:
        project.run('seed', '--dry-run') == 0
        project.out =~ /→ to seed +roles +2 inserted/
        project.out.endsWith('Dry run: nothing was changed.\n')
        project.run('seed', '--sql') == 0
        project.out.contains('''INSERT INTO "roles" ("id", "name") VALUES
  (1, 'admin'),
  (2, 'guest');
INSERT INTO "users" ("email", "role_id") VALUES ('ann', (SELECT "id" FROM "roles" WHERE "name" = 'admin'));''')
        project.run('seed', '--table', 'roles', '--dry-run', '--format', 'json') == 0
        project.json().tables == [[table: 'roles', inserted: 2, updated: 0, unchanged: 0, deleted: 0, unlisted: 1]]
        !project.json().done
    }

    def "what no seed lists is deleted when it is named, and not before"() {
        given:
        project.run('apply', '--seed')

        expect:
        project.run('seed', '--exactly') == 4
        project.err.contains('1 of roles')
        project.err.contains('--allow-data-loss roles,users')
        project.run('seed', '--exactly', '--allow-data-loss', 'roles,users') == 0
        project.out =~ /✓ seeded +roles +1 deleted, 2 unchanged/
    }

    def "an environment that wants a yes has it before anything is written"() {
        given:
        project.file('garganey.groovy', "environments { prod { database 'sqlite:prod.db'; confirm } }")
        project.run('apply', '--env', 'prod', '--yes')

        expect:
        project.run('seed', '--env', 'prod') == 4
        project.err.contains('wants a confirmation for seed')
        project.run('seed', '--env', 'prod', '--dry-run') == 0
        project.out.contains('2 inserted')
        project.run('seed', '--env', 'prod', '--yes') == 0
        project.run('seed', '--env', 'prod') == 0
    }

    def "wrong seeds are told before anything is applied: #seed"() {
        given:
        project.file('seeds/users.groovy', seed)

        expect:
        project.run('apply', '--seed') == 1
        project.err.contains(message)
        project.run('status', '--check') == 3

        where:
        seed                                     || message
        "seed('user') { row id: 1 }"             || 'seeds/users.groovy:1:1: There is no table `user`; did you mean `users`?'
        "seed('users') { row email: 'x' }"       || 'seeds/users.groovy:1:17: This row says nothing of `id`'
        "seed('users') { row id: 1, emial: 1 }"  || 'did you mean `email`?'
    }

    def "what cannot be is refused in one sentence: #words"() {
        given:
        project.run('apply')
        if (gone) folder.resolve('seeds').toFile().deleteDir()

        expect:
        project.run(*words) == exit
        project.err.contains(message)
        project.err.readLines().size() == 1

        where:
        words                              | gone  || exit | message
        ['seed', '--table', 'role']        | false || 2    | 'There is no seed of a table `role`; did you mean `roles`?'
        ['seed', '--table', 'a.b.c']       | false || 2    | '--table wants a table'
        ['seed']                           | true  || 4    | 'There are no seeds'
        ['apply', '--seed']                | true  || 4    | 'There are no seeds'
        ['apply', '--seed', '--dry-run']   | false || 2    | 'garganey seed --dry-run'
        ['seed', 'roles']                  | false || 2    | 'takes no argument'
    }
}
