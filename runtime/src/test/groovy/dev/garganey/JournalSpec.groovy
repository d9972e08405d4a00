package dev.garganey

import dev.garganey.history.Journal
import dev.garganey.history.StageRecord
import dev.garganey.history.StageState
import dev.garganey.model.ObjectName
import dev.garganey.model.Product
import dev.garganey.plan.Direction
import dev.garganey.testing.Workbench
import spock.lang.Specification

/** Of two runs of one backfill only the one that finds it where it left it goes on. */
class JournalSpec extends Specification {

    def "#product: a backfill is moved on only from where it stands"() {
        given:
        def bench = Workbench.fresh(product)
        def journal = new Journal(bench.dialect(), ObjectName.of('stages'))
        journal.create(bench.connection())

        expect:
        journal.advance(bench.connection(), 'm', at('10'), Optional.empty())
        !journal.advance(bench.connection(), 'm', at('10'), Optional.empty())
        journal.advance(bench.connection(), 'm', at('20'), Optional.of('10'))
        !journal.advance(bench.connection(), 'm', at('20'), Optional.of('10'))
        journal.read(bench.connection()).m*.cursor() == [Optional.of('20')]

        cleanup:
        bench.close()

        where:
        product << Product.values()
    }

    private static StageRecord at(String cursor) {
        new StageRecord(Direction.UP, 0, 1, StageState.UNDER_WAY, 'hash', Optional.of(cursor), 1)
    }
}
