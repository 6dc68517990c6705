using Couriarr.Tests.Discovery.Cycle;
using Couriarr.Tests.Documents;
using Couriarr.Tests.Intake;
using Couriarr.Tests.Movies.Publishing;
using Couriarr.Tests.Players;
using Couriarr.Tests.Reconciliation;
using Couriarr.Tests.Transfers;

namespace Couriarr.Tests.Postgres;

/// <summary>What each feature is for, with the database on a PostgreSQL server. The whole families run there with ./test --store postgres.</summary>
[Trait("family", "stores")]
[Trait("slow", "yes")]
public sealed class PostgresJourneyTests
{
    [Fact]
    public Task An_imported_movie_arrives_whole_and_is_told_of_once() =>
        SharedPostgres.RunAsync(() => new CarryTests().An_imported_movie_arrives_whole_and_is_told_of_once());

    [Fact]
    public Task A_season_becomes_one_transfer_and_one_message() =>
        SharedPostgres.RunAsync(() => new CarryTests().A_season_becomes_one_transfer_and_one_message());

    [Fact]
    public Task One_import_comes_to_three_players_while_a_fourth_never_answers() =>
        SharedPostgres.RunAsync(() => new JourneyTests().F01_one_import_comes_to_three_players_while_a_fourth_never_answers());

    [Fact]
    public Task The_whole_catalogue_is_known_and_judged_after_the_first_cycle() =>
        SharedPostgres.RunAsync(() => new CrawlTests().The_whole_catalogue_is_known_and_judged_after_the_first_cycle());

    [Fact]
    public Task Every_kind_of_difference_is_found_exactly_and_the_approved_plan_mends_it() =>
        SharedPostgres.RunAsync(() => new MendingTests().Every_kind_of_difference_is_found_exactly_and_the_approved_plan_mends_it());

    [Fact]
    public Task Artwork_and_nfo_lie_beside_the_movie_and_a_second_run_writes_nothing() =>
        SharedPostgres.RunAsync(async () =>
        {
            using var dressing = new DressTests();
            await dressing.Artwork_and_nfo_lie_beside_the_movie_and_a_second_run_writes_nothing();
        });

    [Fact]
    public Task Every_question_of_the_documents_has_an_answer() =>
        SharedPostgres.RunAsync(() => new SampleTests().Every_question_to_the_database_has_an_answer());
}
