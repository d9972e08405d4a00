up {
    addColumn('TestUsers') { integer('Age') }
}
