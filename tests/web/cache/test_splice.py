"""A number in the middle of a compressed body: whoever unpacks it finds the whole page, and the checksum is right."""

import gzip

from hypothesis import given
from hypothesis import strategies as st

from cygos.web.cache.splice import Spliced


@given(st.binary(max_size=3000), st.binary(max_size=3000), st.integers(0, 10**15))
def test_it_is_the_page_with_the_number_in_it(before, after, views):
    number = f"{views:,}".encode()

    assert gzip.decompress(Spliced(before, after).whole(number)) == before + number + after
