package dev.garganey.samples

import dev.garganey.testing.TestDatabase
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

class DextUsersSpec extends Specification {
    @TempDir Path folder
    @AutoCleanup Sample sample

    def "three migrations, three operations, and this is their SQL on #product"() {
        given:
        sample = Sample.copied('dext-users', folder, database())

        when:
        def plan = sample.plan()

        then:
        plan.migrations()*.id() ==
            ['20250101000001_CreateTestUsers', '20250101000002_AddAge', '20250101000003_UniqueEmail']
        plan.migrations()*.steps()*.size() == [1, 1, 1]
        plan.migrations()[0].steps()[0].operation().table().columns()*.name() == ['Id', 'Name', 'Email', 'CreatedAt']
        sample.plannedSql()*.replaceAll(/\s+/, ' ') == expected

        where:
        product      | database                 || expected
        'SQLite'     | TestDatabase.&sqlite     || [
            'CREATE TABLE "TestUsers" ( "Id" INTEGER NOT NULL, "Name" VARCHAR(100) NOT NULL, "Email" VARCHAR(150), ' +
                '"CreatedAt" TIMESTAMP DEFAULT current_timestamp, PRIMARY KEY ("Id") )',
            'ALTER TABLE "TestUsers" ADD COLUMN "Age" INTEGER',
            'CREATE UNIQUE INDEX "IX_TestUsers_Email" ON "TestUsers" ("Email")']
        'PostgreSQL' | TestDatabase.&postgresql || [
            'CREATE TABLE "TestUsers" ( "Id" integer NOT NULL, "Name" varchar(100) NOT NULL, "Email" varchar(150), ' +
                '"CreatedAt" timestamp DEFAULT current_timestamp, CONSTRAINT "TestUsers_pkey" PRIMARY KEY ("Id") )',
            'ALTER TABLE "TestUsers" ADD COLUMN "Age" integer',
            'CREATE UNIQUE INDEX "IX_TestUsers_Email" ON "TestUsers" ("Email")']
    }

    def "on #product they run, forwards, backwards and forwards"() {
        given:
        sample = Sample.copied('dext-users', folder, database())

        when:
        sample.apply()
        sample.run("""insert into "TestUsers" ("Id", "Name", "Email", "Age") values (1, 'Ada', 'ada@example.org', 36)""")

        then:
        sample.one('select "CreatedAt" from "TestUsers"') != null

        when:
        sample.run("""insert into "TestUsers" ("Id", "Name", "Email") values (2, 'Ada', 'ada@example.org')""")

        then:
        thrown(java.sql.SQLException)

        when:
        sample.rollback(2, 'TestUsers.Age')

        then:
        sample.rows('select * from "TestUsers"').first().keySet()*.toString() == ['Id', 'Name', 'Email', 'CreatedAt']

        when:
        sample.apply()

        then:
        sample.one('select "Age" from "TestUsers"') == null

        where:
        product      | database
        'SQLite'     | TestDatabase.&sqlite
        'PostgreSQL' | TestDatabase.&postgresql
    }
}
